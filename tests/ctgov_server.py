"""A real HTTP server on loopback that speaks ClinicalTrials.gov's version 2, well or badly."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

STAMP = "2026-11-20T09:00:05"


class CtgovServer:
    """`pages` are the pages of every search, in order. `trouble` is what happens instead: "" (all
    well), busy, broken, garbage, list, hang, cut, loop, no_studies, bad_token, redirect; on
    the version too where `trouble_at` is "version", else from the given page on."""

    def __init__(self) -> None:
        self.pages: list[list[Any]] = [[]]
        self.stamp: Any = STAMP
        self.trouble = ""
        self.trouble_at: str | int = 0
        self.retry_after = "120"
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.release = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
        self._server.daemon_threads = True
        self._server.owner = self  # type: ignore[attr-defined]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self) -> str:
        """What CTGOV_URL is set to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/api/v2"

    @property
    def searches(self) -> list[dict[str, str]]:
        """The parameters of every request for studies."""
        return [asked for path, asked in self.asked if path == "studies"]

    def close(self) -> None:
        """End, and let nobody wait."""
        self.release.set()
        self._server.shutdown()
        self._server.server_close()


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        owner: CtgovServer = self.server.owner  # type: ignore[attr-defined]
        parts = urlsplit(self.path)
        path = parts.path.removeprefix("/api/v2/")
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        owner.asked.append((path, asked))
        number = int(asked.get("pageToken", "t0")[1:]) if path == "studies" else 0
        here = "version" if path == "version" else number
        troubled = owner.trouble if here == owner.trouble_at else ""
        if troubled and self._misbehave(owner, troubled):
            return
        if path == "version":
            self._say({"apiVersion": "2.0.5", "dataTimestamp": owner.stamp})
        elif path == "studies":
            self._studies(owner, number, troubled)
        else:
            self._say({"error": "nothing here"}, 404)

    def _studies(self, owner: CtgovServer, number: int, troubled: str) -> None:
        page: dict[str, Any] = {"studies": owner.pages[number]}
        if number == 0:
            page["totalCount"] = sum(map(len, owner.pages))
        if number + 1 < len(owner.pages):
            page["nextPageToken"] = f"t{number + 1}"
        if troubled == "loop":
            page["nextPageToken"] = f"t{number}"
        if troubled == "bad_token":
            page["nextPageToken"] = {"not": "a text"}
        if troubled == "no_studies":
            del page["studies"]
        self._say(page)

    def _misbehave(self, owner: CtgovServer, trouble: str) -> bool:
        if trouble == "busy":
            self._say({"error": "too many"}, 429, {"Retry-After": owner.retry_after})
        elif trouble == "broken":
            self._say({"error": "oops"}, 500)
        elif trouble == "garbage":
            self._send(b"<html>We are cleaning up</html>", 200, {})
        elif trouble == "list":
            self._send(b"[1, 2, 3]", 200, {})
        elif trouble == "hang":
            owner.release.wait(30)
        elif trouble == "cut":
            self._send(b'{"studies": [{"protocolSec', 200, {"Content-Length": "5000"})
        elif trouble == "redirect":
            self._send(b"", 302, {"Location": "http://169.254.169.254/latest/"})
        else:
            return False
        return True

    def _say(self, data: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self._send(json.dumps(data).encode(), status, headers or {})

    def _send(self, body: bytes, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, *args: object) -> None:
        """Silence."""

"""A mail server that delivers nothing: it keeps letters and shows them in a browser and as JSON."""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import socket
import threading
from dataclasses import asdict
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session

from rareshare.embedded import mailpages
from rareshare.embedded.mailbox import Mailbox

LARGEST = 25 * 1024 * 1024
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'"
LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


class Keeper:
    """What aiosmtpd calls for each letter: it says 250 only when the letter is on the disk."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        letter_id = await asyncio.to_thread(
            self.mailbox.store, envelope.mail_from or "", envelope.rcpt_tos, raw
        )
        return f"250 2.0.0 kept as {letter_id}"


class Window(BaseHTTPRequestHandler):
    """The inbox over HTTP: pages at /, JSON below /api/."""

    protocol_version = "HTTP/1.1"
    server_version = "RareShareMail"
    mailbox: Mailbox

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        match parts.path.strip("/").split("/"):
            case [""]:
                total, entries = self.mailbox.find(to=asked.get("to", ""))
                self._html(mailpages.inbox(entries, total, asked.get("to", "")))
            case ["livez"]:
                self._answer(HTTPStatus.OK, b"ok\n", "text/plain")
            case ["api", "messages"]:
                self._list(asked)
            case ["api", "lookup"]:
                self._look_up(asked.get("message_id", ""))
            case ["api", "messages", letter_id]:
                self._letter(letter_id, "json")
            case ["messages", letter_id]:
                self._letter(letter_id, "page")
            case ["messages", letter_id, ("raw" | "html") as form]:
                self._letter(letter_id, form)
            case _:
                self._nothing()

    def do_POST(self) -> None:
        self._drain()
        origin = self.headers.get("Origin", "")
        if origin and urlsplit(origin).netloc != self.headers.get("Host"):
            self._json(HTTPStatus.FORBIDDEN, {"detail": "Not from another site."})
            return
        match urlsplit(self.path).path.strip("/").split("/"):
            case ["clear"]:
                self.mailbox.clear()
            case ["messages", letter_id, "delete"]:
                self.mailbox.delete(letter_id)
            case _:
                self._nothing()
                return
        self._answer(HTTPStatus.SEE_OTHER, b"", "text/plain", {"Location": "/"})

    def do_DELETE(self) -> None:
        self._drain()
        match urlsplit(self.path).path.strip("/").split("/"):
            case ["api", "messages"]:
                self._json(HTTPStatus.OK, {"deleted": self.mailbox.clear()})
            case ["api", "messages", letter_id] if self.mailbox.delete(letter_id):
                self._json(HTTPStatus.OK, {"deleted": 1})
            case _:
                self._nothing()

    def _list(self, asked: dict[str, str]) -> None:
        filters = {name: asked.get(name, "") for name in ("to", "message_id", "subject")}
        limit = asked.get("limit", "200")
        total, entries = self.mailbox.find(**filters, limit=int(limit) if limit.isdigit() else 200)
        self._json(
            HTTPStatus.OK, {"total": total, "messages": [asdict(entry) for entry in entries]}
        )

    def _look_up(self, message_id: str) -> None:
        """The delivery service's word on a Message-ID: 200 it was taken, 404 it was not."""
        total, _ = self.mailbox.find(message_id=message_id) if message_id else (0, [])
        status = HTTPStatus.OK if total else HTTPStatus.NOT_FOUND
        self._json(status, {"message_id": message_id, "taken": total})

    def _letter(self, letter_id: str, form: str) -> None:
        entry = self.mailbox.entry(letter_id)
        if entry is None:
            self._nothing()
        elif form == "raw":
            self._answer(HTTPStatus.OK, self.mailbox.raw(entry), "text/plain; charset=utf-8")
        elif form == "html":
            page = self.mailbox.bodies(entry).html.encode()
            policy = {"Content-Security-Policy": LETTER_POLICY}
            self._answer(HTTPStatus.OK, page, "text/html; charset=utf-8", policy)
        elif form == "json":
            self._json(HTTPStatus.OK, {**asdict(entry), **asdict(self.mailbox.bodies(entry))})
        else:
            self._html(mailpages.letter(entry, self.mailbox.bodies(entry)))

    def _html(self, page: str) -> None:
        policy = {"Content-Security-Policy": POLICY}
        self._answer(HTTPStatus.OK, page.encode(), "text/html; charset=utf-8", policy)

    def _json(self, status: HTTPStatus, data: Any) -> None:
        self._answer(status, json.dumps(data).encode(), "application/json")

    def _nothing(self) -> None:
        self._json(HTTPStatus.NOT_FOUND, {"detail": "There is no such letter or page."})

    def _drain(self) -> None:
        length = self.headers.get("Content-Length", "0")
        self.rfile.read(min(int(length), LARGEST) if length.isdigit() else 0)

    def _answer(
        self, status: HTTPStatus, body: bytes, kind: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Look-ups and readers leave no trace: their addresses are of people."""


class _Listening(ThreadingHTTPServer):
    """An HTTP server on a socket that listens already."""

    daemon_threads = True

    def __init__(self, listener: socket.socket, mailbox: Mailbox) -> None:
        window = type("MailWindow", (Window,), {"mailbox": mailbox})
        super().__init__(("", 0), window, bind_and_activate=False)
        self.socket.close()
        self.socket = listener


async def serve(mailbox: Mailbox, smtp: socket.socket, http: socket.socket) -> None:
    """Take letters and show them until a signal says stop."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    session = partial(
        SMTP,
        Keeper(mailbox),
        hostname="localhost",
        data_size_limit=LARGEST,
        enable_SMTPUTF8=True,
        loop=loop,
    )
    window = _Listening(http, mailbox)
    threading.Thread(
        target=window.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True
    ).start()
    async with await loop.create_server(session, sock=smtp):
        await stop.wait()
    window.shutdown()


def _listener(where: str) -> socket.socket:
    """A listening socket: an inherited one by its number, or a new one on HOST:PORT."""
    if where.isdigit():
        return socket.socket(fileno=int(where))
    host, _, port = where.rpartition(":")
    return socket.create_server((host or "127.0.0.1", int(port)))


def main() -> None:
    """`python -m rareshare.embedded.mailcatcher --folder F --smtp HOST:PORT --http HOST:PORT`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True, help="where the letters are kept")
    parser.add_argument("--smtp", default="127.0.0.1:2525", help="HOST:PORT, or an open socket")
    parser.add_argument("--http", default="127.0.0.1:8025", help="HOST:PORT, or an open socket")
    given = parser.parse_args()
    asyncio.run(serve(Mailbox(given.folder), _listener(given.smtp), _listener(given.http)))


if __name__ == "__main__":
    main()

"""A web server of another site, on loopback: it answers, drips, hangs, lies or cuts the line."""

import socketserver
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import responses
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Asked:
    """One request that arrived."""

    method: str
    path: str
    headers: Mapping[str, str]

    @property
    def query(self) -> dict[str, str]:
        """The last value of each field after the question mark."""
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}


def answer(body: bytes = b"", status: int = 200, **headers: str) -> bytes:
    """A whole answer; `content_type="text/xml"` becomes Content-Type."""
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    named.setdefault("Content-Length", str(len(body)))
    lines = [f"HTTP/1.1 {status} {responses.get(status, 'Odd')}"]
    lines += [f"{name}: {value}" for name, value in named.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(place: str, status: int = 302) -> bytes:
    """An answer that leads elsewhere."""
    return answer(status=status, location=place)


def hang(seconds: float = 5) -> Iterator[bytes]:
    """Take the request and say nothing."""
    time.sleep(seconds)
    yield b""


def drip(text: bytes, every: float = 0.05) -> Iterator[bytes]:
    """Byte by byte: each read is quick, the whole takes for ever."""
    for number in range(len(text)):
        yield text[number : number + 1]
        time.sleep(every)


def endless(start: bytes, piece: bytes) -> Iterator[bytes]:
    """A body without an end."""
    yield start
    while True:
        yield piece


Told = bytes | Callable[[Asked], "bytes | Iterator[bytes]"]


@dataclass
class Website:
    """`site.pages["/a"] = answer(b"hello")`; the path is compared without its query."""

    pages: dict[str, Told] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    connections: int = 0
    tls: ssl.SSLContext | None = None

    def __post_init__(self) -> None:
        site = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                site.connections += 1
                with suppress(OSError):
                    site._serve(self.rfile, self.wfile)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request: object, client_address: object) -> None:
                """A visitor who hangs up is no news."""

        self._server = Server(("127.0.0.1", 0), Handler)
        if self.tls is not None:
            self._server.socket = self.tls.wrap_socket(self._server.socket, server_side=True)
        self.port: int = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def base(self) -> str:
        """The address of the site."""
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()

    def paths(self, method: str = "") -> list[str]:
        """What was asked for, in order."""
        return [one.path for one in self.asked if not method or one.method == method]

    def _serve(self, rfile, wfile) -> None:
        line = rfile.readline(65_536).decode("latin-1").split(" ")
        if len(line) < 3:
            return
        headers = {}
        while (text := rfile.readline(65_536).decode("latin-1").strip()) and ":" in text:
            name, _, value = text.partition(":")
            headers[name.lower()] = value.strip()
        asked = Asked(line[0], line[1], headers)
        self.asked.append(asked)
        told = self.pages.get(urlsplit(asked.path).path, answer(status=404))
        said = told(asked) if callable(told) else told
        for piece in [said] if isinstance(said, bytes) else said:
            wfile.write(piece)
            wfile.flush()

"""The only way out: fetches from other sites that cannot be led to a private address.

Each hop is read, resolved, checked and connected to by the very number that was checked; the name
serves TLS and the Host header only. One time limit holds for everything, whatever drips.
"""

import http.client
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote, urljoin

from django.conf import settings
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from rareshare.lib import targets
from rareshare.lib.targets import Refused, Target, TooMuch, Unreachable

__all__ = ["Fetched", "Refused", "TooMuch", "Unreachable", "get", "head"]

MOST_BYTES = 2_000_000
SECONDS = 10.0
MOST_REDIRECTS = 5
_MOST_NUMBERS = 3  # how many numbers of one name are tried
_CHUNK = 32_768
_LEADING_ON = {301, 302, 303, 307, 308}
_BROKEN = (OSError, http.client.HTTPException, HTTPError, ValueError, zlib.error)


@dataclass(frozen=True)
class Fetched:
    """A whole answer, whatever its status; `headers` have small names, `url` is the last hop."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str


def get(
    url: str,
    *,
    accept: str = "*/*",
    most_bytes: int = MOST_BYTES,
    seconds: float = SECONDS,
    headers: Mapping[str, str] | None = None,
    trusted: str = "",
) -> Fetched:
    """The answer at this address. `trusted` is a base address from settings that may be private;
    what it leads on to is checked like any other."""
    asked = {"Accept": accept, **(headers or {})}
    return _Errand("GET", most_bytes, seconds, trusted).run(url, asked)


def head(url: str, *, seconds: float = SECONDS, trusted: str = "") -> Fetched:
    """The answer's head only."""
    return _Errand("HEAD", 0, seconds, trusted).run(url, {"Accept": "*/*"})


class _Errand:
    """One fetch with all its hops."""

    def __init__(self, method: str, most_bytes: int, seconds: float, trusted: str) -> None:
        self.method = method
        self.most_bytes = most_bytes
        self.end = time.monotonic() + seconds
        self.trusted = targets.trusted_base(trusted)

    def run(self, url: str, headers: Mapping[str, str]) -> Fetched:
        """Follow the address to its last hop."""
        asked = dict(headers)
        for _ in range(MOST_REDIRECTS + 1):
            target = targets.read(url, trusted=self.trusted)
            if self.trusted is not None and target.origin != self.trusted.origin:
                self.trusted = None  # who has left the trusted site does not come back to it
            answer = self._ask(target, asked)
            place = answer.headers.get("location", "")
            if answer.status not in _LEADING_ON or not place:
                return answer
            url = _next(target, place)
            asked = {"Accept": asked["Accept"]}  # the rest was meant for the first site
        raise Unreachable("too many turns")

    def _ask(self, target: Target, headers: Mapping[str, str]) -> Fetched:
        numbers = targets.resolve(target, self._left(), trusted=self.trusted is not None)
        try:
            connection = self._connect(target, numbers)
        except _BROKEN as error:
            raise Unreachable("no connection") from error
        try:
            with _cut_at(connection, self._left()):
                return self._converse(connection, target, headers)
        except _BROKEN as error:
            raise Unreachable("no whole answer") from error
        finally:
            connection.close()

    def _connect(self, target: Target, numbers: list[str]) -> HTTPConnection:
        """Connect to one of the checked numbers; nothing is looked up again."""
        last: Exception = OSError("no number")
        for number in numbers[:_MOST_NUMBERS]:
            connection = _connection(target, number, self._left())
            try:
                connection.connect()
            except _BROKEN as error:
                connection.close()
                last = error
            else:
                return connection
        raise last

    def _converse(
        self, connection: HTTPConnection, target: Target, headers: Mapping[str, str]
    ) -> Fetched:
        connection.request(
            self.method,
            target.path,
            headers={
                **headers,
                "Host": target.host_header,
                "User-Agent": f"RareShare/1.0 (+{settings.BASE_URL}/help/)",
                "Accept-Encoding": "gzip, deflate",
                "Connection": "close",
            },
            preload_content=False,
            decode_content=True,
        )
        answer = connection.getresponse()
        leads_on = answer.status in _LEADING_ON and "location" in answer.headers
        body = b"" if leads_on or self.method == "HEAD" else self._read(answer)
        self._left()  # a cut connection may look like the end of a body
        fields = {name.lower(): value for name, value in answer.headers.items()}
        return Fetched(answer.status, fields, body, target.url)

    def _read(self, answer: HTTPResponse) -> bytes:
        """The body, unpacked piece by piece, so that a small bomb cannot grow."""
        body = bytearray()
        while piece := answer.read(_CHUNK, decode_content=True):
            body += piece
            if len(body) > self.most_bytes:
                raise TooMuch("too much")
            self._left()
        return bytes(body)

    def _left(self) -> float:
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise Unreachable("too slow")
        return seconds


def _connection(target: Target, number: str, seconds: float) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(number, target.port, timeout=seconds)
    return HTTPSConnection(
        number,
        target.port,
        timeout=seconds,
        ssl_context=_tls(),
        server_hostname=target.host,
    )


@cache
def _tls() -> ssl.SSLContext:
    """The system's certificates; a certificate must be valid for the name that was asked."""
    return ssl.create_default_context()


@contextmanager
def _cut_at(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Cut the connection when time is up, even while a line drips in byte by byte."""
    timer = threading.Timer(seconds, _cut, args=[connection.sock])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(sock: socket.socket) -> None:
    with suppress(OSError):  # it had ended already
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _next(target: Target, place: str) -> str:
    """Where a Location header leads; many sites send UTF-8 and spaces in it."""
    with suppress(UnicodeError):
        place = place.encode("latin-1").decode("utf-8")
    place = "".join(quote(char) if char in ' "<>^`{|}' else char for char in place)
    try:
        return urljoin(target.url, place)
    except ValueError as error:
        raise Refused("no address") from error

"""Which addresses of other sites we may connect to: the rule that guards every outbound fetch."""

import ipaddress
import re
import socket
import threading
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import idna

PORTS = frozenset({80, 443})  # what an address that a person gives may name
LONGEST = 8_000
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that only mean something inside a house, whatever they resolve to.
_INDOOR = (
    "localhost", "localdomain", "local", "internal", "intranet", "private", "corp", "home",
    "lan", "arpa", "onion", "test", "example", "invalid",
)  # fmt: skip
_SCRIPTS = {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"}
# Python calls some of these global; they lead to other machines than the number says.
_CLOSED = [
    ipaddress.ip_network(text)
    for text in (
        "0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24",
        "192.88.99.0/24", "192.175.48.0/24", "198.18.0.0/15", "224.0.0.0/4", "240.0.0.0/4",
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
    )
]  # fmt: skip
_OPEN_V6 = ipaddress.ip_network("2000::/3")  # the only block from which the world is numbered
_ISATAP = (0x00005EFE, 0x02005EFE)  # an IPv4 address hides in the last four bytes


class Refused(Exception):
    """We do not connect to this address, whatever stands there."""


class Unreachable(Exception):
    """The address is allowed, but no whole answer came from it."""


class TooMuch(Unreachable):
    """Something answers there, but with more than was asked for."""


@dataclass(frozen=True)
class Target:
    """One checked address of a page: where to ask, and what to ask for."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> tuple[str, str, int]:
        """Scheme, host and port: what two pages of one site share."""
        return (self.scheme, self.host, self.port)

    @property
    def url(self) -> str:
        """The address in its plain form."""
        return f"{self.scheme}://{self.host_header}{self.path}"

    @property
    def host_header(self) -> str:
        """The host as the Host header names it; the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        usual = {"http": 80, "https": 443}[self.scheme]
        return host if self.port == usual else f"{host}:{self.port}"


def read(url: str, *, trusted: Target | None = None) -> Target:
    """The address in its parts, or Refused. The trusted origin may have any name and port."""
    target = _parse(url)
    if trusted is not None and target.origin == trusted.origin:
        return target
    if target.port not in PORTS:
        raise Refused("this port")
    _check_name(target.host)
    return target


def plain_name(host: str) -> str:
    """The name of a site in ASCII, as it is looked up (xn--…); Refused where one of its labels
    mixes alphabets that look alike."""
    return _plain_host(host)


def trusted_base(base: str) -> Target | None:
    """The origin that settings name, which may be a private one."""
    return _parse(base) if base else None


def resolve(target: Target, seconds: float, *, trusted: bool = False) -> list[str]:
    """The numbers behind the name, each of them checked; one bad number refuses them all."""
    numbers = _look_up(target.host, target.port, seconds)
    if not trusted:
        for number in numbers:
            if not is_public(number):
                raise Refused("a number that is not public")
    return numbers


def is_public(number: str) -> bool:
    """Whether this IP number belongs to one machine on the open internet, and no other."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if any(address.version == net.version and address in net for net in _CLOSED):
        return False
    if isinstance(address, ipaddress.IPv6Address):
        hidden = (int(address) >> 32) & 0xFFFFFFFF in _ISATAP
        return address in _OPEN_V6 and not address.scope_id and not hidden
    return True


def _parse(url: str) -> Target:
    if len(url) > LONGEST or any(_is_odd(char) for char in url):
        raise Refused("characters that no address holds")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as error:
        raise Refused("no address") from error
    if parts.scheme not in {"http", "https"}:
        raise Refused("this scheme")
    if "@" in parts.netloc or "%" in parts.netloc or not host or port == 0:
        raise Refused("this place")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?[]")
    usual = 443 if parts.scheme == "https" else 80
    return Target(
        parts.scheme, _plain_host(host), port or usual, f"{path}?{query}" if query else path
    )


def _is_odd(char: str) -> bool:
    return char in '\\<>"^`{|}' or unicodedata.category(char)[0] in "CZ"


def _plain_host(host: str) -> str:
    """The host in ASCII, as it will be looked up."""
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host))
        except ValueError as error:
            raise Refused("this number") from error
    if not host.isascii():
        _check_script(host)
        try:
            host = idna.encode(host, uts46=True, std3_rules=True).decode()
        except UnicodeError as error:
            raise Refused("this name") from error
    return host.lower()


def _check_script(host: str) -> None:
    """A label that mixes look-alike alphabets was made to be mistaken for another."""
    for label in host.split("."):
        words = {unicodedata.name(char, "").split(" ")[0] for char in label if char.isalpha()}
        if len(words & _SCRIPTS) > 1:
            raise Refused("mixed alphabets")


def _check_name(host: str) -> None:
    if ":" in host:
        return  # an IPv6 number; its turn comes when it is resolved
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            ipaddress.IPv4Address(host)  # four plain decimals; every other spelling is a trick
        except ValueError as error:
            raise Refused("this number") from error
        return
    if len(host) > 253 or len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
        raise Refused("this name")
    if labels[-1] in _INDOOR:
        raise Refused("an indoor name")


def _look_up(host: str, port: int, seconds: float) -> list[str]:
    """The numbers behind a name. The system's resolver knows no time limit, so a thread asks."""
    found: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(row[4][0]) for row in rows))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(seconds, 0))
    numbers = list(found)
    if not numbers:
        raise Unreachable("the name leads nowhere")
    return numbers

"""The way out: hostile addresses are refused before a socket opens, slow and huge ones are cut.

`naive` is what most programs do. The same traps catch it, so they would catch us.
"""

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
import urllib.request
import zlib
from contextlib import suppress
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rareshare.lib import clock, fetch, targets
from tests.website import Website, answer, drip, endless, hang, redirect

NUMBERS = {
    # What the names below lead to; no test asks a real name server.
    "inside.rare.org": ["10.0.0.7"],
    "meta.rare.org": ["169.254.169.254"],
    "loop.rare.org": ["127.0.0.1"],
    "loop6.rare.org": ["::1"],
    "both.rare.org": ["93.184.215.14", "127.0.0.1"],
    "mapped.rare.org": ["::ffff:127.0.0.1"],
    "nat64.rare.org": ["64:ff9b::7f00:1"],
    "zero.rare.org": ["0.0.0.0"],  # noqa: S104 - no server listens here
    "127.0.0.1.nip.rare.org": ["127.0.0.1"],
    "open.rare.org": ["93.184.215.14"],
}
# {p} is the port of a server on loopback; for these tests it counts as an allowed one.
HOSTILE = [
    "http://127.0.0.1:{p}/",
    "http://127.0.0.1.:{p}/",
    "http://127.1:{p}/",
    "http://127.0.1:{p}/",
    "http://2130706433:{p}/",
    "http://017700000001:{p}/",
    "http://0177.0.0.1:{p}/",
    "http://0x7f.0.0.1:{p}/",
    "http://0x7f000001:{p}/",
    "http://0:{p}/",
    "http://0.0.0.0:{p}/",
    "http://127.0.0.1.nip.rare.org:{p}/",
    "http://[::1]:{p}/",
    "http://[::]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::ffff:7f00:1]:{p}/",
    "http://[::127.0.0.1]:{p}/",
    "http://[2002:7f00:1::]:{p}/",
    "http://[64:ff9b::7f00:1]:{p}/",
    "http://[2001:0:7f00:1::]:{p}/",
    "http://[2606:4700::5efe:7f00:1]:{p}/",
    "http://[fe80::1%25lo]:{p}/",
    "http://[fc00::1]:{p}/",
    "http://[ff02::1]:{p}/",
    "http://localhost:{p}/",
    "http://LOCALHOST:{p}/",
    "http://localhost.:{p}/",
    "http://a.localhost:{p}/",
    "http://localhost.localdomain:{p}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/",
    "http://①②⑦.⓪.⓪.①:{p}/",
    "http://127。0。0。1:{p}/",
    "http://lосalhost.rаre.org:{p}/",
    "http://rare.org@127.0.0.1:{p}/",
    "http://rare.org:80@127.0.0.1:{p}/",
    "http://127.0.0.1:{p}#@rare.org/",
    "http://127.0.0.1:{p}\\@rare.org/",
    "http://%31%32%37.0.0.1:{p}/",
    "http://127.0.0.1%00.rare.org:{p}/",
    "http://127.0.0.1\t:{p}/",
    "http://127.0.0.1:{p}/\r\nX-Evil: 1",
    "http://10.0.0.1:{p}/",
    "http://172.16.0.1:{p}/",
    "http://192.168.1.1:{p}/",
    "http://100.64.0.1:{p}/",
    "http://169.254.169.254:{p}/latest/meta-data/",
    "http://192.88.99.1:{p}/",
    "http://198.18.0.1:{p}/",
    "http://224.0.0.1:{p}/",
    "http://255.255.255.255:{p}/",
    "http://metadata.google.internal:{p}/",
    "http://db:{p}/",
    "http://inside.rare.org:{p}/",
    "http://meta.rare.org:{p}/",
    "http://loop.rare.org:{p}/",
    "http://loop6.rare.org:{p}/",
    "http://both.rare.org:{p}/",
    "http://mapped.rare.org:{p}/",
    "http://nat64.rare.org:{p}/",
    "http://zero.rare.org:{p}/",
    "http://-rare.org:{p}/",
    "http:///127.0.0.1:{p}/",
    "http:127.0.0.1:{p}/",
    "//127.0.0.1:{p}/",
    "ftp://127.0.0.1:{p}/",
    "gopher://127.0.0.1:{p}/_GET",
    "file:///etc/passwd",
    "data:text/plain,hello",
    "javascript:alert(1)",
    "",
    "http://open.rare.org:22/",
    "http://open.rare.org:0/",
    "http://open.rare.org:99999/",
    "http://open.rare.org:x/",
    "http://open.rare.org/" + "a" * 9000,
]


@pytest.fixture
def site():
    made = Website({"/": answer(b"inside")})
    yield made
    made.close()


@pytest.fixture
def names(monkeypatch):
    """Name service by table; counts how often each name was asked for."""
    asked: list[str] = []
    table = {name: list(numbers) for name, numbers in NUMBERS.items()}
    real = socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        try:
            return real(host, port, *args, **{**kwargs, "flags": socket.AI_NUMERICHOST})
        except socket.gaierror:
            asked.append(host)
        if host not in table:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [real(number, port, type=socket.SOCK_STREAM)[0] for number in table[host]]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    look_up.asked, look_up.table = asked, table
    return look_up


@pytest.fixture
def reached(monkeypatch):
    """The numbers that a connection was tried to; numbers outside loopback are never dialed."""
    tried: list[str] = []
    real = socket.socket.connect

    def connect(self, place):
        tried.append(place[0])
        if not place[0].startswith("127."):
            raise ConnectionRefusedError("not in a test")
        return real(self, place)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


def naive(url: str) -> bytes:
    """Fetch like most programs: look at the name, then let the library do the rest."""
    if "localhost" in url or url.startswith(("file:", "data:")):
        raise fetch.Refused("a name on the list")
    with urllib.request.urlopen(url, timeout=2) as said:
        return said.read()


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_open_no_socket(monkeypatch, names, reached, site, address):
    monkeypatch.setattr(targets, "PORTS", targets.PORTS | {site.port})
    with pytest.raises(fetch.Refused):
        fetch.get(address.format(p=site.port))
    assert (reached, site.connections) == ([], 0)


def test_the_same_addresses_lead_a_naive_program_inside(names, reached, site):
    """The control: the trap is real, and it stands open."""
    for address in HOSTILE:
        with suppress(Exception):
            naive(address.format(p=site.port))
    assert site.connections >= 8
    assert len(set(reached)) >= 10


@pytest.mark.parametrize("number", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "2a00:1450::1"])
def test_open_numbers_are_open(number):
    assert targets.is_public(number)


def test_a_name_is_looked_up_once_and_its_number_pinned(names, reached, site):
    """The name server changes its mind after the check; nobody asks it again."""
    look_up = names.table
    checked = targets.resolve(targets.read("http://open.rare.org/"), 1)
    assert checked == ["93.184.215.14"]
    names.asked.clear()

    real = targets.resolve

    def then_rebind(target, seconds, *, trusted=False):
        numbers = real(target, seconds, trusted=trusted)
        look_up["open.rare.org"] = ["127.0.0.1"]
        return numbers

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(targets, "resolve", then_rebind)
        with pytest.raises(fetch.Unreachable):
            fetch.get("http://open.rare.org/")
    assert (names.asked, reached) == (["open.rare.org"], ["93.184.215.14"])
    with suppress(Exception):
        naive(f"http://open.rare.org:{site.port}/")
    assert site.connections == 1, "a naive program follows the new number"


def test_an_answer_comes_whole(site):
    site.pages["/a"] = answer(b"hello", content_type="text/plain", etag='"1"')
    said = fetch.get(f"{site.base}/a?x=ü", trusted=site.base, headers={"If-None-Match": '"0"'})
    assert (said.status, said.body, said.headers["etag"]) == (200, b"hello", '"1"')
    [asked] = site.asked
    assert asked.path == "/a?x=%C3%BC"
    assert asked.headers["host"] == f"127.0.0.1:{site.port}"
    assert asked.headers["user-agent"].startswith("RareShare/")
    assert asked.headers["if-none-match"] == '"0"'
    assert "cookie" not in asked.headers
    assert fetch.head(f"{site.base}/a", trusted=site.base).body == b""


def test_an_error_is_an_answer_too(site):
    site.pages["/gone"] = answer(b"no", 410)
    assert fetch.get(f"{site.base}/gone", trusted=site.base).status == 410


def test_the_environment_names_no_proxy(monkeypatch, site):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert fetch.get(site.base, trusted=site.base).body == b"inside"


def test_no_cookie_is_kept(site):
    site.pages["/"] = answer(status=302, location="/next", set_cookie="a=b; Path=/")
    site.pages["/next"] = answer(b"ok")
    fetch.get(site.base, trusted=site.base, headers={"X-Key": "for the first site"})
    assert "cookie" not in site.asked[1].headers
    assert "x-key" not in site.asked[1].headers


@pytest.mark.parametrize(
    "place",
    [
        "http://127.0.0.1:{other}/",
        "//127.0.0.1:{other}/",
        "http://loop.rare.org/",
        "http://[::1]/",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "http://localhost/",
        "http://2130706433/",
    ],
)
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_turn_to_a_private_place_is_refused(names, site, place, status):
    inside = Website({"/": answer(b"secret")})
    site.pages["/"] = redirect(place.format(other=inside.port), status)
    with pytest.raises(fetch.Refused):
        fetch.get(site.base, trusted=site.base)
    assert inside.connections == 0
    inside.close()


def test_who_left_the_trusted_site_does_not_come_back(monkeypatch, names, site):
    """A stranger could send us to the private base address of another service."""
    other = Website()
    other.pages["/"] = redirect(f"{site.base}/secret")
    site.pages["/secret"] = answer(b"secret")
    site.pages["/"] = redirect(other.base)
    monkeypatch.setattr(targets, "PORTS", targets.PORTS | {site.port, other.port})
    monkeypatch.setattr(targets, "is_public", lambda number: True)
    monkeypatch.setattr(targets, "resolve", _only_while_trusted(targets.resolve))
    with pytest.raises(fetch.Refused):
        fetch.get(site.base, trusted=site.base)
    assert "/secret" not in site.paths()
    other.close()


def _only_while_trusted(real):
    hops = []

    def resolve(target, seconds, *, trusted=False):
        hops.append(trusted)
        if len(hops) == 3 and not trusted:
            raise fetch.Refused("checked like any other")
        return real(target, seconds, trusted=trusted)

    return resolve


def test_turns_have_an_end(site):
    for number in range(9):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages["/9"] = answer(b"end")
    assert fetch.get(f"{site.base}/4", trusted=site.base).url == f"{site.base}/9"
    with pytest.raises(fetch.Unreachable):
        fetch.get(f"{site.base}/3", trusted=site.base)
    site.pages["/round"] = redirect("/round")
    with pytest.raises(fetch.Unreachable):
        fetch.get(f"{site.base}/round", trusted=site.base)


def test_a_location_with_spaces_and_letters_is_understood(site):
    site.pages["/"] = redirect("/wärme und licht")
    site.pages["/w%C3%A4rme%20und%20licht"] = answer(b"found")
    assert fetch.get(site.base, trusted=site.base).body == b"found"


HEAD = b"HTTP/1.1 200 OK\r\n"
SLOW = {
    "hangs": lambda asked: hang(8),
    "drips its head": lambda asked: drip(HEAD + b"X: " + b"y" * 500),
    "drips its body": lambda asked: drip(HEAD + b"Content-Length: 500\r\n\r\n" + b"y" * 500),
    "drips without a length": lambda asked: drip(HEAD + b"\r\n" + b"y" * 500),
    "sends lines of head for ever": lambda asked: drip(HEAD + b"X: y\r\n" * 500, 0.01),
}


@pytest.mark.parametrize("how", SLOW)
def test_a_slow_site_is_cut_in_time(site, how):
    site.pages["/"] = SLOW[how]
    begun = time.monotonic()
    with pytest.raises(fetch.Unreachable):
        fetch.get(site.base, trusted=site.base, seconds=0.6)
    assert time.monotonic() - begun < 5


def test_a_slow_name_server_is_cut_in_time(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: time.sleep(8) or [])
    begun = time.monotonic()
    with pytest.raises(fetch.Unreachable):
        fetch.get("http://open.rare.org/", seconds=0.3)
    assert time.monotonic() - begun < 5


def _bomb(size: int) -> bytes:
    return gzip.compress(b"\0" * size, 9)


HUGE = {
    "too long": lambda asked: answer(b"x" * 300_000),
    "without an end": lambda asked: endless(HEAD + b"\r\n", b"x" * 10_000),
    "chunks without an end": lambda asked: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"4\r\nabcd\r\n" * 500
    ),
    "gzip bomb": lambda asked: answer(_bomb(200_000_000 // 4), content_encoding="gzip"),
    "deflate bomb": lambda asked: answer(
        zlib.compress(b"\0" * 50_000_000, 9), content_encoding="deflate"
    ),
    "bomb in a bomb": lambda asked: answer(
        gzip.compress(_bomb(50_000_000)), content_encoding="gzip, gzip"
    ),
}


@pytest.mark.parametrize("how", HUGE)
def test_a_huge_answer_is_cut(site, how):
    site.pages["/"] = HUGE[how]
    made = HUGE[how](None) if "bomb" in how else None
    if made is not None:
        site.pages["/"] = made
    tracemalloc.start()
    with pytest.raises(fetch.Unreachable):
        fetch.get(site.base, trusted=site.base, most_bytes=200_000, seconds=5)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000


def test_a_packed_answer_within_the_limit_is_unpacked(site):
    site.pages["/"] = answer(gzip.compress(b"warm " * 1000), content_encoding="gzip")
    assert fetch.get(site.base, trusted=site.base).body == b"warm " * 1000


GARBAGE = {
    "nothing": b"",
    "no protocol": b"\x16\x03\x01hello\r\n\r\n",
    "cut head": b"HTTP/1.1 200 OK\r\nContent-Le",
    "cut body": HEAD + b"Content-Length: 100\r\n\r\nhalf",
    "cut chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\nhalf",
    "wrong chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n",
    "wrong gzip": HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nhalf",
    "cut gzip": answer(gzip.compress(b"a" * 99_999)[:50], content_encoding="gzip"),
    "a thousand headers": HEAD + b"X: y\r\n" * 1000 + b"\r\n",
    "a long line": HEAD + b"X: " + b"y" * 99_999 + b"\r\n\r\n",
    "odd status": b"HTTP/1.1 9x9 OK\r\n\r\n",
    "odd length": HEAD + b"Content-Length: -5\r\nContent-Length: 7\r\n\r\nhalf",
    "turn to nowhere": answer(status=302, location="http://[half"),
}


@pytest.mark.parametrize("how", GARBAGE)
def test_garbage_ends_in_one_of_two_ways(site, how):
    site.pages["/"] = GARBAGE[how]
    with suppress(fetch.Unreachable, fetch.Refused):
        said = fetch.get(site.base, trusted=site.base, seconds=2)
        assert how in {"odd length", "cut gzip", "cut head"}, said


def test_a_closed_port_is_unreachable(site):
    site.close()
    with pytest.raises(fetch.Unreachable):
        fetch.get(site.base, trusted=site.base, seconds=2)


@pytest.fixture
def sealed(tmp_path):
    """A site with TLS whose certificate is made for good.rare.org only: (port, certificate)."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "good.rare.org")])
    now = clock.now()
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("good.rare.org")]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "site.pem"
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    secret = key.private_bytes(serialization.Encoding.PEM, *plain)
    pem.write_bytes(made.public_bytes(serialization.Encoding.PEM) + secret)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    site = Website({"/": answer(b"sealed")}, tls=context)
    yield site.port, pem
    site.close()


def test_tls_is_spoken_for_the_name_that_was_asked(monkeypatch, names, sealed):
    port, pem = sealed
    names.table |= {"good.rare.org": ["127.0.0.1"], "bad.rare.org": ["127.0.0.1"]}
    good, bad = f"https://good.rare.org:{port}", f"https://bad.rare.org:{port}"
    with pytest.raises(fetch.Unreachable):
        fetch.get(good, trusted=good)  # nobody we know signed it
    context = ssl.create_default_context(cafile=str(pem))
    monkeypatch.setattr(fetch, "_tls", lambda: context)
    assert fetch.get(good, trusted=good).body == b"sealed"
    with pytest.raises(fetch.Unreachable):
        fetch.get(bad, trusted=bad)


def test_fetches_do_not_wait_for_each_other(site):
    site.pages["/slow"] = lambda asked: hang(4)

    def wait() -> None:
        with suppress(fetch.Unreachable):
            fetch.get(f"{site.base}/slow", trusted=site.base, seconds=4)

    slow = threading.Thread(target=wait)
    slow.start()
    begun = time.monotonic()
    assert fetch.get(site.base, trusted=site.base).body == b"inside"
    assert time.monotonic() - begun < 3
    slow.join()

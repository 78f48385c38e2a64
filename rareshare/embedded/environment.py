"""The environment of a local RareShare: where its state lies, its addresses, its own secrets."""

from __future__ import annotations

import base64
import errno
import os
import secrets
import socket
import time
from dataclasses import dataclass
from pathlib import Path

from rareshare.embedded import servers
from rareshare.embedded.children import STATE_MARK
from rareshare.embedded.claim import CannotStart
from rareshare.embedded.service import write_private

PROJECT = Path(__file__).resolve().parents[2]
STATE = Path(os.environ.get("RARESHARE_STATE") or PROJECT / "var" / "demo").resolve()
ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104 - compared with, not listened on


@dataclass(frozen=True)
class Doors:
    """The sockets that people and programs knock at. They outlive a child that starts again."""

    web: socket.socket
    mail_http: socket.socket
    smtp: socket.socket

    @property
    def url(self) -> str:
        return address(self.web)

    @property
    def mail_url(self) -> str:
        return address(self.mail_http)

    @property
    def smtp_port(self) -> str:
        return str(self.smtp.getsockname()[1])

    def facts(self) -> dict[str, str]:
        """The addresses as the note of the running one tells them."""
        return {"url": self.url, "mail_url": self.mail_url, "smtp_port": self.smtp_port}

    def close(self) -> None:
        for door in (self.web, self.mail_http, self.smtp):
            door.close()


def open_doors(patience: float = 0.0) -> Doors:
    """Listen on HOST and PORT; the mail catcher's page sits on MAIL_PORT, or near PORT.

    After a killed start its last helpers may hold the port for some seconds: `patience`.
    """
    host = os.environ.get("HOST") or "127.0.0.1"
    port = _number("PORT", 8000)
    until = time.monotonic() + patience
    while True:
        try:
            web = _listen(host, port, "PORT")
            break
        except CannotStart:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
    asked = os.environ.get("MAIL_PORT")
    wanted = _number("MAIL_PORT", 0) if asked else port + 25 if port else 0
    try:
        mail = _listen(host, wanted, "MAIL_PORT")
    except CannotStart:
        if asked:
            raise
        mail = _listen(host, 0, "MAIL_PORT")
    return Doors(web=web, mail_http=mail, smtp=_listen("127.0.0.1", 0, "SMTP"))


def address(door: socket.socket) -> str:
    """The web address under which this machine reaches a listening socket."""
    host, port = door.getsockname()[:2]
    if host in ANYWHERE:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _number(name: str, default: int) -> int:
    text = os.environ.get(name, "").strip()
    if not text:
        return default
    if not text.isdigit() or int(text) > 65_535:
        raise CannotStart(f"{name}={text} is no port. Use a number up to 65535.")
    return int(text)


def _listen(host: str, port: int, name: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=512)
    except PermissionError as problem:
        raise CannotStart(f"Port {port} is for root only. Try {name}=8080.") from problem
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            told = f"Port {port} is taken by another program. Try {name}={port % 65_535 + 1}."
        else:
            told = f"HOST={host} is no address of this machine. Try HOST=127.0.0.1."
        raise CannotStart(told) from problem


def for_children(facts: dict[str, str]) -> dict[str, str]:
    """What every child is told, in the words of production: addresses and files of secrets."""
    mail_url = facts.get("mail_url", "")
    given = dict(os.environ)
    given.update(
        RARESHARE_MODE="demo",
        BASE_URL=os.environ.get("BASE_URL") or facts.get("url", "http://127.0.0.1:8000"),
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=facts.get("smtp_port", "25"),
        MAILCATCHER_URL=mail_url,
        LETTER_LOOKUP_URL=f"{mail_url}/api/lookup" if mail_url else "",
        CELERY_BEAT_FILE=str(STATE / "beat"),
        PYTHONUNBUFFERED="1",
        PYTHONPATH=str(PROJECT),
        **{STATE_MARK: str(STATE)},
        **_secret_files(STATE / "secrets"),
    )
    return given


def add_servers(given: dict[str, str]) -> dict[str, str]:
    """Addresses of the stores; the owner's goes to the one who migrates, not to the children."""
    owner = {}
    if not _is_set("DATABASE_URL"):
        given["DATABASE_URL"], owner["DATABASE_OWNER_URL"] = servers.database_urls(STATE)
    elif _is_set("DATABASE_OWNER_URL"):
        owner = {name: given.pop(name) for name in list(given) if "DATABASE_OWNER_URL" in name}
    if not _is_set("REDIS_URL"):
        given["REDIS_URL"] = servers.redis_url(STATE)
    return owner


def shown(path: Path) -> Path:
    """A path as a person at the project's folder would type it."""
    return path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path


def uses_own_database() -> bool:
    """True where the database is the embedded one, whose state this program knows."""
    return not _is_set("DATABASE_URL")


def _is_set(name: str) -> bool:
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


def _secret_files(folder: Path) -> dict[str, str]:
    """Secrets of this clone, made once; whoever sets one in the environment keeps his own."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = {
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "INDEX_KEY": secrets.token_urlsafe(48),
    }
    files = {}
    for name, value in fresh.items():
        if _is_set(name):
            continue
        path = folder / name.lower()
        if not path.exists():
            write_private(path, value)
        files[f"{name}_FILE"] = str(path)
    return files

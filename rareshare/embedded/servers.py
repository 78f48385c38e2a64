"""PostgreSQL and Valkey for a clone: started by whoever asks first, stopped by whoever leaves last.

Only modes demo and test ask, and only where DATABASE_URL or REDIS_URL is unset.
"""

from __future__ import annotations

import functools
import os
from pathlib import Path

from rareshare.embedded.postgres import APP, OWNER, Postgres
from rareshare.embedded.service import Service
from rareshare.embedded.valkey import Valkey

_in_use: list[Service] = []


def durable() -> bool:
    """Everything but a test run keeps what it was told when the machine loses its power."""
    return os.environ.get("RARESHARE_MODE") != "test"


def port(name: str) -> int:
    """0, the normal case, means sockets only; a container may need a TCP port on loopback."""
    return int(os.environ.get(name) or 0)


def in_use() -> list[Service]:
    """The servers that this process uses."""
    return list(_in_use)


def leave() -> None:
    """Stop using the servers now, not at the end of the process; the last user stops them."""
    for server in _in_use:
        server.release()
    _in_use.clear()
    postgres.cache_clear()
    valkey.cache_clear()


@functools.cache
def postgres(var: Path) -> Postgres:
    """The running PostgreSQL of a state folder."""
    server = Postgres(
        var / "postgres", durable=durable(), port=port("RARESHARE_EMBEDDED_POSTGRES_PORT")
    )
    server.acquire()
    _in_use.append(server)
    return server


@functools.cache
def valkey(var: Path) -> Valkey:
    """The running Valkey of a state folder."""
    server = Valkey(var / "valkey", durable=durable(), port=port("RARESHARE_EMBEDDED_REDIS_PORT"))
    server.acquire()
    _in_use.append(server)
    return server


def database_urls(var: Path) -> tuple[str, str]:
    """Addresses of the database: for the application, and for the owner who migrates."""
    server = postgres(var)
    return server.url(APP), server.url(OWNER)


def redis_url(var: Path) -> str:
    """The address of the broker and cache."""
    return valkey(var).url

"""Where each door opens its database role: the only path from a door to a connection."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any


class Door(StrEnum):
    """The ways into the house."""

    PAGE = "page"
    API = "api"
    TASK = "task"
    COMMAND = "command"


# At first every door opens the application role. The forum's and the registry's own roles are
# split here, by (door, wing), without touching a room.
_ALIAS = {Door.PAGE: "default", Door.API: "default", Door.TASK: "default", Door.COMMAND: "default"}
_open: ContextVar[Door] = ContextVar("door", default=Door.COMMAND)


@contextmanager
def opened(door: Door) -> Iterator[None]:
    """Inside the block all queries use the database role of `door`."""
    token = _open.set(door)
    try:
        yield
    finally:
        _open.reset(token)


class Router:
    """Django's database router: the alias of the door that is open; migrations as the owner."""

    def db_for_read(self, model: Any, **hints: Any) -> str | None:
        """The alias of the open door."""
        return _ALIAS[_open.get()]

    def db_for_write(self, model: Any, **hints: Any) -> str | None:
        """The alias of the open door."""
        return _ALIAS[_open.get()]

    def allow_relation(self, obj1: Any, obj2: Any, **hints: Any) -> bool:
        """Both aliases are the same database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Only the owner migrates: the application role has no DDL."""
        return db == "owner"

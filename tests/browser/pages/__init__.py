"""Which pages the browser opens, as whom and in which state; one file of rows per room.

A room's file holds `PAGES` and, where a page needs more than tests/access builds, `build(world)`.
Paths may name what was built: `/c/{community.public_id}/talk/` reads `world.community`.
"""

import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from tests.access import ORDER, World


@dataclass(frozen=True)
class Shown:
    """One page as one person sees it. `press` is a button to press before looking: an unfilled form
    then shows its errors."""

    path: str
    who: str = ""
    state: str = ""
    press: str = ""
    status: int = 200

    def __str__(self) -> str:
        return " ".join(filter(None, [self.path, self.who, self.state]))


def rooms() -> list[str]:
    """The rooms that name pages, in the order of their names."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def rows() -> Iterator[tuple[str, Shown]]:
    """Every page of every room."""
    for room in rooms():
        for shown in import_module(f"{__name__}.{room}").PAGES:
            yield room, shown


def build_all(world: World) -> None:
    """Fill the world as the access table does, then with what the pages need besides."""
    for package in ("tests.access", __name__):
        for room in ORDER:
            if find_spec(f"{package}.{room}") is not None:
                build = getattr(import_module(f"{package}.{room}"), "build", None)
                if build is not None:
                    build(world)

"""The access table: every route and method, and what each of the cast gets there.

A room adds `tests/access/<room>.py` with `ROWS` and, where rows need objects, `build(world)`, which
puts them on the world as attributes. `world.cast` is the cast; rooms are built in ORDER, so a room
may use what the rooms before it made (`world.community` is the test community that Chidi, Alma and
Dora belong to, Dora as leader, Eze as verified expert).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.cast import Cast

# Fay is a stranger, Chidi a member, Dora a leader, Eze an expert, Alma a participant, Emil a
# coordinator, Lena a moderator, Gita a researcher, Hugo the chair of the board.
ROLES = re.findall(r"\w+", "anonymous fay chidi dora eze alma emil lena gita hugo admin")
ORDER = re.findall(
    r"\w+",
    """lib home accounts conditions groups people leaders proposals pages library trials
    talk experts care enrollment answers updates research""",
)


class World(SimpleNamespace):
    """The objects that rows name; built once for the whole table."""

    cast: Cast


Told = Mapping[str, Any] | Callable[[World], Mapping[str, Any]]


@dataclass(frozen=True)
class Row:
    """One route with one method. `expect` maps a role to its status, `*` standing for the others;
    `data` is the form or JSON that is sent; `query` follows the address."""

    route: str
    method: str
    expect: Mapping[str, int]
    kwargs: Told = field(default_factory=dict)
    data: Told = field(default_factory=dict)
    query: str = ""
    headers: Told = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.route}"

    def expected(self, role: str) -> int:
        """The status that a role gets."""
        return self.expect[role] if role in self.expect else self.expect["*"]


def told(value: Told, world: World) -> dict[str, Any]:
    """Plain values, or values that need the world."""
    return dict(value(world) if callable(value) else value)


def page(anonymous: int = 302, **roles: int) -> dict[str, int]:
    """A signed-in page: strangers to the house go to sign-in, everybody else gets `others` (200)
    unless named: `page(others=403, emil=200)`."""
    others = roles.pop("others", 200)
    return {"anonymous": anonymous, "*": others, **roles}


def api(anonymous: int = 401, **roles: int) -> dict[str, int]:
    """The same for JSON, where nobody is redirected."""
    return page(anonymous, **roles)

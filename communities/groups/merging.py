"""How rows follow their community when two become one: each room says so for its own.

A room registers its mover when Django starts. The mover runs in the transaction of the merge, moves
everything, and can run again: what came in at the last moment is swept after it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from communities.groups.models import Community


@dataclass(frozen=True)
class Merge:
    """What becomes part of what, and whose decision that was."""

    source: Community
    target: Community
    by: User | None


Mover = Callable[[Merge], None]


@dataclass(frozen=True)
class Registered:
    """A room's mover, the relations that it moves, and the histories that stay where they were
    written. A relation is `app_label.model.field`."""

    mover: Mover
    moves: frozenset[str]
    keeps: frozenset[str]


_registered: dict[str, Registered] = {}


def register(mover: Mover, *, moves: Iterable[str], keeps: Iterable[str] = ()) -> None:
    """Let `mover` move the rows behind the relations `moves`; those in `keeps` are histories, which
    nobody can change and which stay with the source."""
    _registered[mover.__module__] = Registered(mover, frozenset(moves), frozenset(keeps))


def registered() -> list[Registered]:
    """Every room's mover, the lower rooms first."""
    return list(_registered.values())


def declared() -> frozenset[str]:
    """All relations that some room answers for."""
    return frozenset().union(*(one.moves | one.keeps for one in _registered.values()))

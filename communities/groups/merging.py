"""How rows follow their community when two become one: each room says so for its own.

A room registers its mover when Django starts. The mover runs in the transaction of the merge, moves
everything, and can run again: what came in at the last moment is swept after it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Exists, Model, OuterRef

from accounts.models import User
from communities.groups.models import Community
from rareshare.lib import locks
from rareshare.lib.errors import Moved


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


def carry(merge: Merge, model: type[Model], *, once: Iterable[str] = ()) -> None:
    """Move the rows of `model`. Where the target has one that is equal in the fields `once`, that
    one stands and the source's stays behind as history."""
    rows = model._default_manager.filter(community=merge.source)
    if fields := list(once):
        same = {field: OuterRef(field) for field in fields}
        has = model._default_manager.filter(community=merge.target, **same)
        rows = rows.exclude(Exists(has))
    rows.update(community=merge.target)


def what_moves(source: Community) -> list[tuple[str, int]]:
    """How much hangs on a community, by what it is; nothing where there is nothing."""
    found = []
    for relation in sorted(frozenset().union(*(one.moves for one in registered()))):
        label, _, field = relation.rpartition(".")
        model = apps.get_model(label)
        if count := model._default_manager.filter(**{field: source}).count():
            found.append((str(model._meta.verbose_name_plural), count))
    return found


def held(community: Community) -> Community:
    """The community read anew under its lock, which every verb takes before any other, as a merge
    does: so no two wait for each other, and rules are judged by what stands."""
    community = locks.held(community)
    refuse_moved(community)
    return community


def refuse_moved(community: Community) -> None:
    """Whoever acts in a community that became part of another is led there."""
    if community.is_merged:
        raise Moved(community.public_id, community.home.public_id)

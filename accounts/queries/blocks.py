"""Who keeps away from whom. Everybody reads their own choices; nobody reads another's."""

from typing import Any

from django.db.models import QuerySet

from accounts.models import Block, BlockKind, User
from rareshare.lib.errors import NotFound


def blocks_of(viewer: User) -> QuerySet[Block]:
    """Whom the viewer muted or blocked, the newest first."""
    return Block.objects.filter(blocker=viewer.pk).select_related("blocked").order_by("-pk")


def block_on(viewer: Any, person: User) -> Block | None:
    """How the viewer keeps away from a person; None where they do not."""
    return Block.objects.filter(blocker=viewer.pk, blocked=person.pk).first()


def blocked_ids(viewer: Any) -> frozenset[int]:
    """The people whose words the viewer does not want to see: muted or blocked."""
    if not viewer.is_authenticated:
        return frozenset()
    found = Block.objects.filter(blocker=viewer.pk).values_list("blocked_id", flat=True)
    return frozenset(found)


def hidden_from(viewer: Any) -> frozenset[int]:
    """The people who blocked the viewer; for rules only, never shown."""
    return frozenset(blockers_of(viewer, BlockKind.BLOCK))


def blockers_of(person: Any, *kinds: BlockKind) -> QuerySet[Any, int]:
    """The ids of those who keep away from a person, in one or any of the two ways; for rules and
    letters only, never shown."""
    found = Block.objects.filter(blocked=person.pk)
    return (found.filter(kind__in=kinds) if kinds else found).values_list("blocker_id", flat=True)


def keeps_away(user_id: int, person_id: int) -> bool:
    """True where the first muted or blocked the second."""
    return Block.objects.filter(blocker=user_id, blocked=person_id).exists()


def is_hidden_from(viewer: Any, person: User) -> bool:
    """True where the person blocked the viewer; for rules only, never shown."""
    if not viewer.is_authenticated:
        return False
    return Block.objects.filter(blocker=person.pk, blocked=viewer.pk, kind=BlockKind.BLOCK).exists()


def person_to_block(viewer: User, public_id: str) -> User:
    """Anybody else by their public id, also after they closed their account or blocked the
    viewer: whether that happened must not show here."""
    found = User.objects.filter(public_id=public_id).first()
    if found is None or found.pk == viewer.pk:
        raise NotFound
    return found

"""Keeping away from somebody: from the first minute, without a reason, unseen by them."""

from django.db import transaction

from accounts import permissions
from accounts.models import Block, BlockKind, User
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed


def block_person(person: User, *, by: User, kind: str = BlockKind.BLOCK) -> Block:
    """Mute or block somebody, also whoever closed their account: the answer is the same, so that
    it tells nothing about them. Doing it twice changes nothing; the other kind replaces it."""
    if kind not in BlockKind.values:
        raise Invalid("Choose whether to mute or to block.", field="kind")
    with transaction.atomic():
        if not permissions.can_block_person(by, person):
            raise NotAllowed("This is you.")
        block, _ = Block.objects.get_or_create(
            blocker_id=by.pk, blocked_id=person.pk, defaults={"kind": kind}
        )
        if block.kind != kind:
            block.kind, block.since = kind, clock.now()
            block.save(update_fields=["kind", "since"])
    return block


def unblock_person(person: User, *, by: User) -> None:
    """Hear and see somebody again. Where nothing stood, nothing changes."""
    if not permissions.can_unblock_person(by, person):
        raise NotAllowed("This is you.")
    Block.objects.filter(blocker=by.pk, blocked=person.pk).delete()

"""Making one community part of another. Nothing is lost, and it cannot be undone."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from communities.groups import emails, merging, permissions
from communities.groups.merging import Merge
from communities.groups.models import (
    Community,
    CommunityEvent,
    CommunityFollow,
    Membership,
    Visibility,
)
from communities.groups.operations.community import move
from communities.groups.operations.talk import keep_talk_for_members
from communities.groups.states import State
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound, WrongState
from rareshare.lib.text import needed_text

_LATE = timedelta(hours=1)


def merge_communities(source: Community, target: Community, *, by: User, reason: str) -> Community:
    """Make `source` part of `target`: people, words and works go along, its addresses lead to the
    target, and its condition is the target's too. Its members are told. Returns the target."""
    reason = needed_text(reason, "reason", "Say why. It stays in the history.")
    with transaction.atomic():
        if not permissions.can_merge_communities(by, source, target):
            raise NotAllowed("Only staff can merge communities, and only two different ones.")
        source, target = _both_locked(source, target)
        merging.refuse_moved(source)
        if not target.is_open:
            raise WrongState("A community can only become part of one that is open.")
        members = list(_current(source).values_list("user_id", flat=True))
        _move_all(Merge(source, target, by))
        keep_talk_for_members(source, target, by=by)
        source.merged_into = target
        move(source, State.MERGED, by=by, note=reason)
        CommunityEvent.objects.create(
            community=target, verb="community_took_in", by=by, note=f"{source.name}: {reason}"
        )
        emails.community_turned(source, members)
    return target


def sweep_merged_communities() -> int:
    """What was written into a merged community in its last moment follows it; the house does this
    by itself, and again and again for an hour. Returns how many communities were looked at."""
    recent = Community.objects.filter(state=State.MERGED, last_activity_at__gte=clock.now() - _LATE)
    looked_at = 0
    for merged in recent.order_by("pk"):
        with transaction.atomic():
            source, target = _both_locked(merged, merged.home)
            _move_all(Merge(source, target, None))
        looked_at += 1
    return looked_at


def move_rows(merge: Merge) -> None:
    """Memberships and what people follow. Whoever belongs to both keeps the earlier join and the
    more private choice; nobody else is seen in the target before they choose so."""
    both = _current(merge.target).filter(user=OuterRef("user"))
    for own in _current(merge.source).filter(Exists(both)):
        _join_into_one(own, _current(merge.target).get(user=own.user_id))
    Membership.objects.filter(community=merge.source).update(
        community=merge.target, visibility=Visibility.NOBODY
    )
    merging.carry(merge, CommunityFollow, once=["user"])
    Community.objects.filter(pk=merge.target.pk).update(member_count=_current(merge.target).count())
    Community.objects.filter(pk=merge.source.pk).update(member_count=0)


def _join_into_one(own: Membership, kept: Membership) -> None:
    order = list(Visibility.values)  # from nobody to everyone
    kept.visibility = min(kept.visibility, own.visibility, key=order.index)
    kept.joined_at, own.joined_at = (
        min(kept.joined_at, own.joined_at),
        max(kept.joined_at, own.joined_at),
    )
    own.left_at = clock.now()
    kept.save(update_fields=["visibility", "joined_at"])
    own.save(update_fields=["left_at", "joined_at"])


def _move_all(merge: Merge) -> None:
    for one in merging.registered():
        one.mover(merge)


def _both_locked(source: Community, target: Community) -> tuple[Community, Community]:
    """Both rows, always in the same order, so that two merges never wait for each other. No key
    changes: whoever is writing a post meanwhile does not wait, and their words follow."""
    rows = Community.objects.select_for_update(no_key=True, of=("self",))
    found = {one.pk: one for one in rows.filter(pk__in=[source.pk, target.pk]).order_by("pk")}
    if len(found) != 2:
        raise NotFound
    return found[source.pk], found[target.pk]


def _current(community: Community) -> QuerySet[Membership]:
    return Membership.objects.current().filter(community=community)

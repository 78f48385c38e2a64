"""Who may read the talk of a community: its members, or everyone.

What stands there was written for members. So nothing opens at once: the members are told, and have
a week to change or take back their own words."""

from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from communities.groups import emails, permissions
from communities.groups.models import Community, CommunityEvent
from communities.groups.states import State
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked

NOTICE = timedelta(days=7)


def open_talk(community: Community, *, by: User) -> Community:
    """Leaders open the talk to everyone, in 7 days. Members are told now. Questions to experts and
    lists of members stay as they are."""
    with transaction.atomic():
        community = locked(community)
        if not permissions.can_open_talk(by, community):
            raise NotAllowed("Only leaders of an open community open its talk.")
        if community.talk_open:
            raise WrongState("Everyone can read this talk already.")
        if community.talk_opens_at is not None:
            raise WrongState("This talk opens soon already. The members were told.")
        opens_at = clock.now() + NOTICE
        note = f"on {opens_at.date().isoformat()}"
        _set(community, "talk_opening", by=by, opens_at=opens_at, note=note)
        emails.talk_opening(community)
    return community


def close_talk(community: Community, *, by: User) -> Community:
    """Leaders and staff keep the talk for members again, at once; also before it opened."""
    with transaction.atomic():
        community = locked(community)
        if not permissions.can_close_talk(by, community):
            raise NotAllowed("Only leaders and staff close the talk to others.")
        if not community.talk_open and community.talk_opens_at is None:
            raise WrongState("Only members can read this talk already.")
        _set(community, "talk_closed", by=by)
    return community


def open_due_talks() -> int:
    """Open each talk whose 7 days are over. Returns how many opened."""
    due = Community.objects.filter(state=State.OPEN, talk_opens_at__lte=clock.now())
    opened = 0
    for found in due.order_by("pk"):
        with transaction.atomic():
            community = locked(found)
            opens_at = community.talk_opens_at
            if community.is_open and opens_at is not None and opens_at <= clock.now():
                _set(community, "talk_opened", by=None, is_open=True)
                opened += 1
    return opened


def keep_talk_for_members(source: Community, target: Community, *, by: User) -> None:
    """Where one of two communities that become one kept its talk for members, or was still to open
    it, the talk of both is for members: nobody's words reach more readers by a merge."""
    pending = target.talk_opens_at is not None
    if pending or (target.talk_open and not source.talk_open):
        _set(target, "talk_closed", by=by)


def _set(
    community: Community,
    verb: str,
    *,
    by: User | None,
    is_open: bool = False,
    opens_at: datetime | None = None,
    note: str = "",
) -> None:
    CommunityEvent.objects.create(community=community, verb=verb, by=by, note=note)
    Community.objects.filter(pk=community.pk).update(talk_open=is_open, talk_opens_at=opens_at)
    community.refresh_from_db(fields=["talk_open", "talk_opens_at"])

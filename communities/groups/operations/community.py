"""Opening, closing and reopening a community."""

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.conditions.models import Condition
from communities.conditions.models.naming import address_for
from communities.groups import closing, emails, permissions
from communities.groups.models import Community, CommunityEvent, Kind
from communities.groups.states import MOVES, State
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line, needed_text


def open_community(
    name: str,
    *,
    by: User,
    condition: Condition | None = None,
    kind: Kind = Kind.CONDITION,
    pronunciation: str = "",
) -> Community:
    """Open a community on one condition or, without one, for people without a diagnosis. There is
    one community for each condition, and no two have the same name."""
    if not permissions.can_open_community(by):
        raise NotAllowed("Only staff can open a community.")
    name = clean_line(name, "name", limit=200)
    if not address_for(name):
        raise Invalid("Write the name of the community.", field="name")
    if kind == Kind.UNDIAGNOSED and condition is not None:
        raise Invalid("A community for people without a diagnosis has no condition.", field="kind")
    community = Community(
        name=name,
        slug=address_for(name),
        kind=kind,
        condition=condition,
        pronunciation=clean_line(pronunciation, "pronunciation", limit=120),
    )
    try:
        with transaction.atomic():
            community.save(force_insert=True)
            CommunityEvent.objects.create(
                community=community, verb="community_open", by=by, to_state=State.OPEN
            )
    except IntegrityError as error:
        raise Conflict("There is a community for this already.", field="name") from error
    return community


def archive_community(community: Community, *, by: User, reason: str) -> Community:
    """Close a community: what was written stays readable, nobody writes or joins any more. Its
    members are told."""
    return _turned(community, State.ARCHIVED, by=by, reason=reason)


def reopen_community(community: Community, *, by: User, reason: str) -> Community:
    """Open an archived community again, where its condition has no other one meanwhile. Its members
    are told."""
    try:
        return _turned(community, State.OPEN, by=by, reason=reason)
    except IntegrityError as error:
        raise Conflict("There is another community for this by now.") from error


def _turned(community: Community, to: State, *, by: User, reason: str) -> Community:
    reason = needed_text(reason, "reason", "Say why. It stays in the history.")
    with transaction.atomic():
        community = locked(community)
        may = {
            State.ARCHIVED: permissions.can_archive_community,
            State.OPEN: permissions.can_reopen_community,
        }
        if not may[to](by, community):
            raise NotAllowed("Only staff can close or reopen a community.")
        move(community, to, by=by, note=reason)
        if to == State.ARCHIVED:
            closing.end_what_is_open(community, by)
        emails.community_turned(community)
    return community


def move(community: Community, to: State, *, by: User, note: str = "") -> None:
    """The one place that changes a community's state, together with its history."""
    states.check(MOVES, community.state, to)
    CommunityEvent.objects.create(
        community=community,
        verb=f"community_{to}",
        by=by,
        from_state=community.state,
        to_state=to,
        note=note,
    )
    community.state = to
    community.last_activity_at = clock.now()
    community.talk_opens_at = None  # a week's notice holds for the community as it was
    community.save(update_fields=["state", "merged_into", "last_activity_at", "talk_opens_at"])

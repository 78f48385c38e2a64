"""Who leads a community, from when to when."""

from django.db import transaction

from accounts.models import User
from communities.groups import permissions
from communities.groups.models import Community, CommunityEvent, Leadership
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, NotAllowed, WrongState
from rareshare.lib.locks import locked


def appoint_leader(community: Community, *, by: User, user: User) -> Leadership:
    """Staff make a member a leader. The leader's name is public from then on."""
    with transaction.atomic():
        community = locked(community)
        if not permissions.can_appoint_leader(by, community):
            raise NotAllowed("Only staff can appoint leaders of an open community.")
        present = permissions.standing(user, community)
        if not present.is_member:
            raise WrongState("Only a member can become a leader.")
        if present.is_leader:
            raise Conflict("This member is a leader already.")
        leadership = Leadership.objects.create(community=community, user=user)
        _record(leadership, "leader_appointed", by=by)
    return leadership


def end_leadership(leadership: Leadership, *, by: User) -> Leadership:
    """A leader steps down, or staff end it. The person stays a member."""
    with transaction.atomic():
        leadership = locked(leadership)
        if not permissions.can_end_leadership(by, leadership):
            raise NotAllowed("Only the leader and staff can end this.")
        if leadership.until is not None:
            raise WrongState("This person is no leader any more.")
        leadership.until = clock.now()
        leadership.save(update_fields=["until"])
        _record(leadership, "leadership_ended", by=by)
    return leadership


def _record(leadership: Leadership, verb: str, *, by: User) -> None:
    CommunityEvent.objects.create(
        community=leadership.community, verb=verb, by=by, about=leadership.user
    )

"""Opening a community."""

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.conditions.models import Condition
from communities.conditions.models.naming import slug_for
from communities.groups import permissions
from communities.groups.models import Community, CommunityEvent, Kind
from communities.groups.states import MOVES, State
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.text import clean_line


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
    if not slug_for(name):
        raise Invalid("Write the name of the community.", field="name")
    if kind == Kind.UNDIAGNOSED and condition is not None:
        raise Invalid("A community for people without a diagnosis has no condition.", field="kind")
    community = Community(
        name=name,
        slug=slug_for(name),
        kind=kind,
        condition=condition,
        pronunciation=clean_line(pronunciation, "pronunciation", limit=120),
    )
    try:
        with transaction.atomic():
            community.save(force_insert=True)
            _move(community, State.OPEN, by=by)
    except IntegrityError as error:
        raise Conflict("There is a community for this already.", field="name") from error
    return community


def _move(community: Community, to: State, *, by: User, note: str = "") -> None:
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
    community.save(update_fields=["state", "last_activity_at"])

"""Two communities: one that Dora leads and Chidi belongs to, and another that has neither."""

import pytest

from communities.conditions.models import Condition
from communities.groups import operations
from communities.groups.models import Community, Kind, Membership
from rareshare.lib import clock
from tests.cast import Cast


def make_condition(name: str) -> Condition:
    """A condition without names and codes."""
    return Condition.objects.create(
        key=name.casefold()[:10],
        slug=name.casefold().replace(" ", "-"),
        name=name,
        sort_name=name.casefold(),
        letter=name[0].casefold(),
        changed_at=clock.now(),
    )


@pytest.fixture
def community(cast: Cast) -> Community:
    """Dora leads it, Chidi is a member, Fay is not."""
    made = operations.open_community(
        "Northern fever", by=cast.lena, condition=make_condition("Northern fever")
    )
    operations.join_community(made, by=cast.dora, role="caregiver")
    operations.join_community(made, by=cast.chidi, role="patient")
    operations.appoint_leader(made, by=cast.lena, user=cast.dora)
    made.refresh_from_db()
    return made


@pytest.fixture
def other(cast: Cast) -> Community:
    """Nobody leads it; Mio is its only member."""
    made = operations.open_community("Without a name", by=cast.lena, kind=Kind.UNDIAGNOSED)
    operations.join_community(made, by=cast.mio, role="other")
    made.refresh_from_db()
    return made


def membership_of(community: Community, user: object) -> Membership:
    """The present membership of a person."""
    return Membership.objects.current().get(community=community, user=user)

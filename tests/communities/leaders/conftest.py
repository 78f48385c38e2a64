"""What tests of leading share: an offer, and members who can be seen."""

from typing import Any

import pytest

from communities.groups import operations as groups
from communities.groups.models import Community, Leadership
from communities.leaders.operations.words import Offer
from tests.cast import Cast

FORM = {
    "why": "Others helped me.",
    "helps_with": "First questions",
    "story": "I care for my son.",
    "hours": "2",
    "public": "on",
}


def an_offer(**changes: Any) -> Offer:
    """Everything that is needed."""
    return Offer(
        **{
            "why": "Others helped me.",
            "helps_with": "First questions",
            "story": "I care for my son.",
            "hours": 2,
            "public": True,
            **changes,
        }
    )


@pytest.fixture
def leadership(cast: Cast, community: Community) -> Leadership:
    """Dora's, in the community that Chidi belongs to."""
    return Leadership.objects.get(community=community, user=cast.dora)


@pytest.fixture
def seen(cast: Cast, community: Community) -> None:
    """Chidi lets members see him."""
    groups.change_membership_visibility(community, by=cast.chidi, visibility="members")

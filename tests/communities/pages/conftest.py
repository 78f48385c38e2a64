"""Dr Eze as the verified expert of the community."""

from datetime import timedelta

import pytest

from accounts.models import User
from communities.groups.models import Community
from forum.experts import operations as experts
from rareshare.lib import clock
from tests.cast import Cast

INTEREST = "Gave a paid talk for a maker of gloves"


@pytest.fixture
def expert(cast: Cast, community: Community) -> User:
    """Verified for this community, for a year."""
    experts.verify_expert(
        cast.eze,
        by=cast.lena,
        community=community,
        profession="Doctor for cold feet",
        proof="Saw the license.",
        expires_on=clock.today() + timedelta(days=365),
        conflict_of_interest=INTEREST,
    )
    user: User = cast.eze
    return user

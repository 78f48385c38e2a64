"""A community with a leader and members, and what happens in it."""

from datetime import timedelta

import pytest

from accounts.models import User
from communities.groups import operations as groups
from communities.groups.models import Community, Role
from forum.experts import operations as experts
from forum.experts.models import ExpertVerification, Question
from forum.talk import operations
from forum.talk.models import Topic
from rareshare.lib import clock
from tests.cast import Cast


@pytest.fixture
def community(cast: Cast) -> Community:
    """An open community that Alma, Chidi and Dora belong to; Dora leads it."""
    made = groups.open_community("Test condition", by=cast.lena)
    for user in (cast.alma, cast.chidi, cast.dora):
        groups.join_community(made, by=user, role=Role.PATIENT)
    groups.appoint_leader(made, by=cast.lena, user=cast.dora)
    made.refresh_from_db()
    return made


@pytest.fixture
def topic(cast: Cast, community: Community) -> Topic:
    """Chidi's topic with one post."""
    return operations.open_topic(
        community, by=cast.chidi, title="What helps at night?", text="I cannot sleep."
    )


def verify(user: User, community: Community, by: User) -> ExpertVerification:
    """A verification for a year."""
    return experts.verify_expert(
        user,
        by=by,
        community=community,
        profession="Kidney doctor",
        proof="Saw the hospital page.",
        conflict_of_interest="Paid for a talk by a company",
        expires_on=clock.today() + timedelta(days=365),
    )


@pytest.fixture
def verification(cast: Cast, community: Community) -> ExpertVerification:
    """Dr Eze is verified for the community."""
    return verify(cast.eze, community, cast.lena)


@pytest.fixture
def question(cast: Cast, community: Community, verification: ExpertVerification) -> Question:
    """Chidi asks without a name."""
    return experts.ask_question(
        community, by=cast.chidi, title="Is a bath safe?", text="I have sores.", anonymous=True
    )

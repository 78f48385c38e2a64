"""The demo's conversations load from operations, and loading them again adds nothing."""

import pytest

from communities.groups import operations as groups
from communities.groups.models import Community, Role
from forum.experts.models import ExpertVerification, Question
from forum.talk.models import Post, Topic
from rareshare.home.demo import experts, talk
from rareshare.home.demo.cast import Cast as DemoCast


@pytest.fixture
def loaded(cast):
    """Two communities with the people that the plans name, and the two loaders run twice."""
    people = {name: getattr(cast, name) for name in ("alma", "ben", "chidi", "dora", "jon", "eze")}
    for name, members in (
        ("Calciphylaxis", ("alma", "ben", "chidi", "dora")),
        ("Vascular Ehlers-Danlos syndrome", ("jon",)),
    ):
        community = groups.open_community(name, by=cast.lena)
        for member in members:
            groups.join_community(community, by=people[member], role=Role.PATIENT)
    counts = []
    for _ in range(2):
        talk.load(DemoCast())
        experts.load(DemoCast())
        counts.append([model.objects.count() for model in (Topic, Post, Question)])
    return counts


def test_the_demo_talks_once(loaded):
    assert loaded[0] == loaded[1] == [6, 17, 2]
    community = Community.objects.get(slug="calciphylaxis")
    assert community.topics.get(pinned=True).title == "Community details update"
    states = set(Question.objects.values_list("state", flat=True))
    assert states == {"open", "answered"}
    assert ExpertVerification.objects.get().user.display_name == "Dr Eze"

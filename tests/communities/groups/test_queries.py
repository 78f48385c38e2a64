"""Who sees which community, and what stays unsaid about its people."""

import itertools

import pytest
from django.contrib.auth.models import AnonymousUser

from communities.conditions.models import ConditionParent
from communities.groups import operations, queries
from communities.groups.models import Community
from communities.groups.states import MOVES, State
from rareshare.lib.errors import NotFound
from tests.communities.conftest import make_condition

ANYBODY = AnonymousUser()


def test_an_archived_community_can_be_read_and_not_joined(cast, anonymous, community):
    Community.objects.filter(pk=community.pk).update(state=State.ARCHIVED)
    text = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "This community is closed" in text
    assert "Join this community" not in text
    assert not queries.open_communities(ANYBODY).exists()


@pytest.mark.parametrize(
    ("count", "said"), [(0, None), (2, None), (10, None), (20, 10), (30, 20), (350, 340)]
)
def test_public_numbers_are_never_small_and_never_exact(anonymous, community, count, said):
    Community.objects.filter(pk=community.pk).update(member_count=count)
    answer = anonymous.get(f"/api/v1/communities/{community.public_id}/").json()
    assert answer["more_members_than"] == said
    assert "member_count" not in answer
    text = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert ("More than" in text) == (said is not None)


def test_nobody_counts_a_community_by_joining_until_the_figure_moves(community):
    """The figure moves somewhere between 11 and 20 members, elsewhere in each community and ten."""
    moves = set()
    for pk, tens in itertools.product(range(1, 40), (1, 2)):
        told = [
            Community(pk=pk, member_count=count).more_members_than
            for count in range(tens * 10, tens * 10 + 11)
        ]
        assert told == sorted(told, key=lambda n: n or 0)
        assert all((n or 0) < tens * 10 + at for at, n in enumerate(told))  # never too much
        moves.add(told.index(tens * 10))
    assert moves == set(range(1, 11))


def test_communities_of_a_person_are_their_own_and_present(cast, community, other):
    operations.join_community(other, by=cast.chidi, role="other")
    mine = [membership.community for membership in queries.communities_of(cast.chidi)]
    assert mine == [community, other]
    operations.leave_community(other, by=cast.chidi)
    assert queries.communities_of(cast.chidi).count() == 1
    assert not queries.communities_of(ANYBODY).exists()


def test_nearby_is_the_same_small_group_and_never_a_huge_one(cast, community, monkeypatch):
    sibling, cousin = make_condition("Southern fever"), make_condition("Eastern fever")
    for condition, group in [
        (community.condition, "G:1"),
        (community.condition, "G:2"),
        (sibling, "G:1"),
        (cousin, "G:2"),
    ]:
        ConditionParent.objects.create(child=condition, parent_code=group, source="MONDO")
    for number in range(2):
        ConditionParent.objects.create(
            child=make_condition(f"{number} other"), parent_code="G:2", source="MONDO"
        )
    monkeypatch.setattr(queries.communities, "SMALL_GROUP", 3)
    near = operations.open_community("Southern fever", by=cast.lena, condition=sibling)
    operations.open_community("Eastern fever", by=cast.lena, condition=cousin)
    assert queries.communities_nearby(ANYBODY, community) == [near]


def test_history_is_for_staff(cast, community):
    verbs = [event.verb for event in queries.history_of(cast.lena, community)]
    assert verbs == ["leader_appointed", "community_open"]
    with pytest.raises(NotFound):
        queries.history_of(cast.dora, community)


def test_every_state_has_its_moves():
    assert set(MOVES) == set(State)
    assert MOVES[State.MERGED] == frozenset()

"""Leaders: appointed by staff from the members; appoint_leader and end_leadership."""

from datetime import timedelta

import pytest

from communities.groups import operations, permissions, queries
from communities.groups.models import CommunityEvent
from communities.groups.states import State
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState


def test_staff_appoint_a_member(cast, community):
    operations.appoint_leader(community, by=cast.lena, user=cast.chidi)
    assert permissions.is_leader(cast.chidi, community)
    assert [leader.user for leader in queries.leaders_of(cast.fay, community)] == [
        cast.dora,
        cast.chidi,
    ]
    event = CommunityEvent.objects.latest("pk")
    assert (event.verb, event.by, event.about) == ("leader_appointed", cast.lena, cast.chidi)


def test_leaders_are_public_and_their_community_says_so(cast, anonymous, community):
    answer = anonymous.get(f"/api/v1/communities/{community.public_id}/leaders/").json()
    assert [leader["display_name"] for leader in answer["results"]] == ["Dora"]
    assert "Dora" in anonymous.get(f"/c/{community.slug}/").content.decode()


@pytest.mark.parametrize("who", ["fay", "chidi", "dora", "emil"])
def test_nobody_else_appoints(cast, community, who):
    with pytest.raises(NotAllowed):
        operations.appoint_leader(community, by=getattr(cast, who), user=cast.chidi)


def test_only_members_and_only_once(cast, community, other):
    with pytest.raises(WrongState):
        operations.appoint_leader(community, by=cast.lena, user=cast.mio)
    with pytest.raises(Conflict):
        operations.appoint_leader(community, by=cast.lena, user=cast.dora)


def test_no_leader_in_a_closed_community(cast, community):
    community.state = State.ARCHIVED
    community.save()
    with pytest.raises(NotAllowed):
        operations.appoint_leader(community, by=cast.lena, user=cast.chidi)


def test_a_leader_leads_that_community_only(cast, community, other):
    operations.join_community(other, by=cast.dora, role="other")
    assert permissions.is_leader(cast.dora, community)
    assert not permissions.is_leader(cast.dora, other)


def test_end_leadership_by_the_leader_or_by_staff(cast, community):
    [leadership] = queries.leaders_of(cast.dora, community)
    with pytest.raises(NotAllowed):
        operations.end_leadership(leadership, by=cast.chidi)
    with pytest.raises(NotFound):
        queries.leadership_in(cast.chidi, community, leadership.pk)
    found = queries.leadership_in(cast.dora, community, leadership.pk)
    operations.end_leadership(found, by=cast.dora)
    assert not permissions.is_leader(cast.dora, community)
    assert permissions.is_member(cast.dora, community)
    with pytest.raises(WrongState):
        operations.end_leadership(leadership, by=cast.lena)


def test_describe_leadership_is_for_the_leader_alone(cast, community):
    [leadership] = queries.leaders_of(cast.dora, community)
    told = {"story": "I care for my son.", "helps_with": "First questions"}
    with pytest.raises(NotAllowed):
        operations.describe_leadership(leadership, by=cast.lena, **told)
    operations.describe_leadership(leadership, by=cast.dora, **told)
    [leadership] = queries.leaders_of(cast.dora, community)
    assert leadership.story == told["story"]
    with pytest.raises(Invalid):
        operations.describe_leadership(leadership, by=cast.dora, story="x" * 601, helps_with="")


def test_renew_leadership_is_for_the_leader_alone(cast, community):
    [leadership] = queries.leaders_of(cast.dora, community)
    with clock.frozen(clock.now() + timedelta(days=700)):
        with pytest.raises(NotAllowed):
            operations.renew_leadership(leadership, by=cast.lena)
        renewed = operations.renew_leadership(leadership, by=cast.dora)
    assert renewed.term_ends_on == leadership.term_ends_on.replace(
        year=leadership.term_ends_on.year + 2
    )


def test_lapse_leadership_ends_it_once(cast, community):
    [leadership] = queries.leaders_of(cast.dora, community)
    operations.lapse_leadership(leadership)
    assert not permissions.is_leader(cast.dora, community)
    with pytest.raises(WrongState):
        operations.lapse_leadership(leadership)
    with pytest.raises(WrongState):
        operations.renew_leadership(leadership, by=cast.dora)

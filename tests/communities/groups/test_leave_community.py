"""Leaving: at any time, in one step, without a reason; a leader steps down with it."""

import pytest

from communities.groups import operations, permissions
from communities.groups.models import Community, CommunityEvent, Leadership, Membership
from rareshare.lib.errors import NotAllowed
from tests.communities.conftest import membership_of


def page(community: Community) -> str:
    return f"/c/{community.public_id}/membership/end/"


def api(community: Community) -> str:
    return f"/api/v1/communities/{community.public_id}/membership/"


def test_page_leaves(cast, client_for, community):
    response = client_for(cast.chidi).post(page(community), follow=True)
    assert response.redirect_chain == [(f"/c/{community.slug}/", 302)]
    assert "You have left" in response.content.decode()
    assert not permissions.is_member(cast.chidi, community)
    community.refresh_from_db()
    assert community.member_count == 1


def test_api_leaves(cast, api_for, community):
    client = api_for(cast.chidi)
    assert client.get(api(community)).json()["role"] == "patient"
    assert client.delete(api(community)).status_code == 204
    assert client.get(api(community)).status_code == 404


def test_leaving_twice_is_refused_and_counts_once(cast, client_for, api_for, community):
    operations.leave_community(community, by=cast.chidi)
    assert client_for(cast.chidi).post(page(community)).status_code == 409
    assert api_for(cast.chidi).delete(api(community)).status_code == 409
    assert client_for(cast.fay).post(page(community)).status_code == 403
    community.refresh_from_db()
    assert community.member_count == 1


def test_a_stranger_and_a_member_of_another_community_cannot_leave(cast, community, other):
    for person in (cast.fay, cast.mio):
        with pytest.raises(NotAllowed):
            operations.leave_community(community, by=person)


def test_whoever_left_can_join_again_and_the_first_time_is_kept(cast, community):
    operations.change_membership_visibility(community, by=cast.chidi, visibility="public")
    operations.leave_community(community, by=cast.chidi)
    operations.join_community(community, by=cast.chidi, role="relative")
    rows = Membership.objects.filter(community=community, user=cast.chidi).order_by("pk")
    assert [row.role for row in rows] == ["patient", "relative"]
    assert rows[0].left_at is not None
    assert membership_of(community, cast.chidi).visibility == "nobody"


def test_a_leader_who_leaves_leads_no_more(cast, community):
    operations.leave_community(community, by=cast.dora)
    assert not Leadership.objects.filter(community=community, until=None).exists()
    event = CommunityEvent.objects.filter(community=community).latest("pk")
    assert (event.verb, event.by, event.about) == ("leadership_ended", cast.dora, cast.dora)
    assert not permissions.is_leader(cast.dora, community)


def test_a_leader_is_asked_once_more_before_leaving(cast, client_for, community):
    dora = client_for(cast.dora)
    shown = dora.get(f"/c/{community.public_id}/membership/").content.decode()
    assert "You also stop leading this community." in shown
    assert "your name is public on its page, whatever you choose here" in shown
    asked = dora.post(page(community))
    assert asked.status_code == 200 and "you also stop leading it" in asked.content.decode()
    assert permissions.is_leader(cast.dora, community)
    dora.post(page(community), {"sure": "yes"})
    assert not permissions.is_member(cast.dora, community)
    own = client_for(cast.chidi).get(f"/c/{community.public_id}/membership/").content.decode()
    assert "stop leading" not in own and "name is public" not in own


def test_joining_and_leaving_leave_no_trace_in_the_history(cast, community):
    before = CommunityEvent.objects.count()
    operations.leave_community(community, by=cast.chidi)
    assert CommunityEvent.objects.count() == before

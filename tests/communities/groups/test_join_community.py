"""Joining: one step, one answer, unseen; only once."""

import pytest

from communities.groups import operations
from communities.groups.models import Community, Membership, Visibility
from communities.groups.states import State
from rareshare.lib.errors import Conflict, Invalid, WrongState
from tests.communities.conftest import membership_of


def page(community: Community) -> str:
    return f"/c/{community.public_id}/membership/"


def api(community: Community) -> str:
    return f"/api/v1/communities/{community.public_id}/membership/"


def test_page_joins_unseen_and_leads_back(cast, client_for, community):
    client = client_for(cast.fay)
    shown = client.get(page(community))
    assert shown.status_code == 200
    assert b"checked" not in shown.content
    response = client.post(page(community), {"role": "patient"}, follow=True)
    assert response.redirect_chain == [(f"/c/{community.slug}/", 302)]
    membership = membership_of(community, cast.fay)
    assert (membership.role, membership.visibility) == ("patient", Visibility.NOBODY)
    assert "Nobody sees this" in response.content.decode()


def test_a_closed_community_shows_no_form(cast, client_for, community):
    operations.archive_community(community, by=cast.lena, reason="Nobody writes.")
    shown = client_for(cast.fay).get(page(community)).content.decode()
    assert "This community is closed" in shown and "Join</button>" not in shown


def test_the_refused_list_of_members_leads_to_joining(cast, client_for, community):
    refused = client_for(cast.fay).get(f"/c/{community.public_id}/members/")
    assert refused.status_code == 403
    assert f'href="{page(community)}">Join this community' in refused.content.decode()


def test_api_joins(cast, api_for, community):
    response = api_for(cast.fay).post(api(community), {"role": "relative"})
    assert response.status_code == 201
    assert response.json()["community"] == community.public_id
    assert response.json()["visibility"] == "nobody"
    community.refresh_from_db()
    assert community.member_count == 3


def test_signed_out_people_sign_in_first(anonymous, community):
    response = anonymous.post(page(community), {"role": "patient"})
    assert response.status_code == 302
    assert response["Location"].startswith("/account/")
    assert community.public_id in response["Location"]
    assert community.slug not in response["Location"]
    assert anonymous.post(api(community)).status_code == 401


@pytest.mark.parametrize("role", [None, "", "leader", "pa\0tient", "x" * 3000])
def test_an_answer_that_is_none_is_refused(cast, client_for, api_for, community, role):
    data = {} if role is None else {"role": role}
    response = client_for(cast.fay).post(page(community), data)
    assert response.status_code == 400
    assert api_for(cast.fay).post(api(community), data).status_code == 400
    assert not Membership.objects.filter(user=cast.fay).exists()


def test_page_says_which_question_is_open(cast, client_for, community):
    response = client_for(cast.fay).post(page(community))
    assert "Choose what brings you here." in response.content.decode()
    assert "Error:" in response.content.decode()


def test_joining_twice_is_refused_and_counts_once(cast, client_for, api_for, community):
    before = community.member_count
    assert client_for(cast.chidi).post(page(community), {"role": "other"}).status_code == 409
    assert api_for(cast.chidi).post(api(community), {"role": "other"}).status_code == 409
    with pytest.raises(Conflict):
        operations.join_community(community, by=cast.chidi, role="other")
    community.refresh_from_db()
    assert community.member_count == before
    assert membership_of(community, cast.chidi).role == "patient"


def test_one_key_is_one_membership(cast, api_for, community):
    client = api_for(cast.fay)
    answers = [
        client.post(api(community), {"role": "other"}, headers={"Idempotency-Key": "join-1"})
        for _ in range(2)
    ]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    other_body = client.post(
        api(community), {"role": "patient"}, headers={"Idempotency-Key": "join-1"}
    )
    assert other_body.status_code == 422


def test_a_closed_community_takes_nobody(cast, client_for, api_for, community):
    Community.objects.filter(pk=community.pk).update(state=State.ARCHIVED)
    with pytest.raises(WrongState):
        operations.join_community(community, by=cast.fay, role="other")
    assert client_for(cast.fay).post(page(community), {"role": "other"}).status_code == 409
    assert api_for(cast.fay).post(api(community), {"role": "other"}).status_code == 409


def test_a_community_that_does_not_exist(cast, client_for, api_for, community):
    client = client_for(cast.fay)
    assert client.post("/c/zzzzz9/membership/", {"role": "other"}).status_code == 404
    assert client.post(f"/c/{community.slug}/membership/", {"role": "other"}).status_code == 404
    missing = api_for(cast.fay).post("/api/v1/communities/zzzzz9/membership/", {"role": "other"})
    assert missing.status_code == 404


def test_an_unknown_role_never_reaches_the_table(cast, community):
    with pytest.raises(Invalid):
        operations.join_community(community, by=cast.fay, role="king")

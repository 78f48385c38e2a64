"""Staff close, reopen and merge communities at their desk and by the API; others cannot."""

import pytest
from django.urls import reverse

from communities.groups import operations
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from tests.communities.conftest import make_condition

WHY = "Nobody writes here any more."


def desk(name: str, *parts: str) -> str:
    return reverse(f"groups:{name}", args=parts)


def test_a_closed_community_is_read_and_not_joined_and_its_members_are_told(
    cast, client_for, anonymous, outbox, community
):
    turn = desk("turn", community.public_id)
    assert client_for(cast.lena).post(turn, {"reason": ""}).status_code == 400
    assert client_for(cast.lena).post(turn, {"reason": WHY}).url == desk(
        "care", community.public_id
    )
    assert "This community is closed" in anonymous.get(f"/c/{community.slug}/").content.decode()
    with pytest.raises(WrongState):
        operations.join_community(community, by=cast.fay, role="other")
    assert {row.recipient_id for row in outbox.rows("community_closed")} == {
        cast.dora.pk,
        cast.chidi.pk,
    }
    assert community.name not in outbox.text("community_closed", cast.chidi)
    client_for(cast.lena).post(turn, {"reason": "They are back."})
    community.refresh_from_db()
    assert community.is_open
    page = client_for(cast.lena).get(desk("care", community.public_id)).content.decode()
    assert WHY in page and "They are back." in page and "Lena" in page


def test_it_is_reopened_only_where_its_condition_has_no_other(cast, community):
    operations.archive_community(community, by=cast.lena, reason=WHY)
    with pytest.raises(WrongState):
        operations.archive_community(community, by=cast.lena, reason=WHY)
    operations.open_community("A new fever", by=cast.lena, condition=community.condition)
    with pytest.raises(Conflict):
        operations.reopen_community(community, by=cast.lena, reason=WHY)


def test_only_staff_who_care_for_communities_do_it(cast, client_for, api_for, community):
    for somebody in (cast.dora, cast.emil):
        with pytest.raises(NotAllowed):
            operations.archive_community(community, by=somebody, reason=WHY)
        with pytest.raises(NotAllowed):
            operations.reopen_community(community, by=somebody, reason=WHY)
        for name in ("care", "turn", "merge"):
            page = client_for(somebody).get(desk(name, community.public_id))
            assert page.status_code == 403
    with pytest.raises(Invalid):
        operations.archive_community(community, by=cast.lena, reason="\n")
    state = f"/api/v1/communities/{community.public_id}/state/"
    body = {"state": "archived", "reason": WHY}
    assert api_for(cast.emil).post(state, body, format="json").status_code == 403
    assert api_for(cast.lena).post(state, body, format="json").data["state"] == "archived"
    assert api_for(cast.lena).post(state, body, format="json").status_code == 409


def test_merging_is_checked_before_it_is_done(cast, client_for, api_for, community, other):
    client = client_for(cast.lena)
    first = desk("merge", other.public_id)
    assert client.post(first, {"target": "nowhere"}).status_code == 400
    assert client.post(first, {"target": f"/c/{other.slug}/"}).status_code == 400
    found = client.post(first, {"target": f"https://rareshare.example/c/{community.slug}/"})
    check = desk("merge-into", other.public_id, community.public_id)
    assert found.url == check
    page = client.get(check).content.decode()
    assert "Memberships: 1" in page
    wrong = client.post(check, {"reason": WHY, "name": community.name})
    assert wrong.status_code == 400
    done = client.post(check, {"reason": WHY, "name": other.name})
    assert done.url == desk("care", community.public_id)
    other.refresh_from_db()
    assert other.merged_into == community
    assert client.get(first).status_code == 301


def test_the_api_merges(cast, api_for, community, other):
    path = f"/api/v1/communities/{other.public_id}/merge/"
    body = {"into": community.public_id, "reason": WHY}
    assert api_for(cast.emil).post(path, body, format="json").status_code == 403
    unknown = api_for(cast.lena).post(path, {**body, "into": "zzzzz9"}, format="json")
    assert unknown.json()["errors"][0]["pointer"] == "/into"
    merged = api_for(cast.lena).post(path, body, format="json")
    assert merged.data["public_id"] == community.public_id
    again = api_for(cast.lena).post(path, body, format="json")
    assert again.status_code == 410
    assert again.json()["moved_to"] == f"/api/v1/communities/{community.public_id}/merge/"


def test_a_condition_can_be_given_to_a_new_community_after_the_old_one_closed(cast, community):
    condition = make_condition("Southern fever")
    made = operations.open_community("Southern fever", by=cast.lena, condition=condition)
    operations.archive_community(made, by=cast.lena, reason=WHY)
    again = operations.open_community("Southern fever 2", by=cast.lena, condition=condition)
    assert again.is_open

"""Nobody sees a membership until the person chooses, at every exit; and then only who was named."""

import pytest
from django.contrib.auth.models import AnonymousUser

from communities.groups import operations, queries
from communities.groups.models import Community, Membership, Visibility
from rareshare.lib.errors import Invalid, NotAllowed
from tests.communities.conftest import membership_of


def members_page(community: Community) -> str:
    return f"/c/{community.public_id}/members/"


def exits(community: Community) -> list[str]:
    """Every address that could tell who belongs."""
    return [
        f"/c/{community.slug}/",
        f"/c/{community.public_id}/resources/",
        members_page(community),
        "/communities/",
        "/communities/?q=northern",
        f"/api/v1/communities/{community.public_id}/",
        f"/api/v1/communities/{community.public_id}/members/",
        f"/api/v1/communities/{community.public_id}/leaders/",
        f"/api/v1/communities/{community.public_id}/sections/",
        "/api/v1/communities/",
    ]


def test_nobody_sees_a_member_at_any_exit(cast, client_for, anonymous, community):
    visitors = [anonymous, *map(client_for, (cast.fay, cast.dora, cast.emil, cast.lena))]
    for visitor in visitors:
        for address in exits(community):
            content = visitor.get(address).content.decode()
            assert cast.chidi.display_name not in content, address
            assert cast.chidi.public_id not in content, address


def test_page_shows_the_choice_and_saves_it(cast, client_for, community):
    client = client_for(cast.chidi)
    assert client.get(f"/c/{community.public_id}/membership/").status_code == 200
    address = f"/c/{community.public_id}/membership/choices/"
    chosen = {"role": "patient", "follow": "replies"}
    response = client.post(address, {"visibility": "members", **chosen}, follow=True)
    assert "Saved" in response.content.decode()
    assert membership_of(community, cast.chidi).visibility == Visibility.MEMBERS
    assert "Chidi" in client_for(cast.dora).get(members_page(community)).content.decode()
    assert client.get(address).status_code == 302
    assert client.post(address, {"visibility": "all", **chosen}).status_code == 400


def test_api_saves_it(cast, api_for, community):
    address = f"/api/v1/communities/{community.public_id}/"
    answer = api_for(cast.chidi).patch(
        f"{address}membership/", {"visibility": "members"}, headers={"If-Match": "*"}
    )
    assert answer.json()["visibility"] == "members"
    members = api_for(cast.dora).get(f"{address}members/").json()["results"]
    assert members == [{"person": cast.chidi.public_id, "display_name": "Chidi", "role": "patient"}]
    for wrong in ({}, {"visibility": "friends"}, {"visibility": None}, {"visibility": ["members"]}):
        assert api_for(cast.chidi).patch(f"{address}membership/", wrong).status_code == 400


def test_the_list_is_for_members_only(cast, client_for, api_for, anonymous, community):
    operations.change_membership_visibility(community, by=cast.chidi, visibility="public")
    assert anonymous.get(members_page(community)).status_code == 302
    refused = client_for(cast.fay).get(members_page(community))
    assert refused.status_code == 403
    assert "Chidi" not in refused.content.decode()
    address = f"/api/v1/communities/{community.public_id}/members/"
    assert api_for(cast.fay).get(address).status_code == 403
    shown = client_for(cast.dora).get(members_page(community))
    assert shown["X-Robots-Tag"] == "noindex, nofollow"


def test_who_sees_which_choice(cast, anonymous, community, other):
    operations.join_community(other, by=cast.chidi, role="other")
    stranger, fellow, elsewhere = cast.fay, cast.dora, cast.mio
    seen = {
        Visibility.NOBODY: set(),
        Visibility.MEMBERS: {fellow},
        Visibility.ALL_MEMBERS: {fellow, stranger, elsewhere},
        Visibility.PUBLIC: {fellow, stranger, elsewhere},
    }

    for choice, expected in seen.items():
        operations.change_membership_visibility(community, by=cast.chidi, visibility=choice)
        for viewer in (stranger, fellow, elsewhere):
            rows = queries.memberships_visible_to(viewer, cast.chidi).filter(community=community)
            assert rows.exists() == (viewer in expected), (choice, viewer)
        public = queries.memberships_visible_to(AnonymousUser(), cast.chidi)
        assert public.exists() == (choice == Visibility.PUBLIC)
    assert queries.memberships_visible_to(cast.chidi, cast.chidi).count() == 2


def test_only_members_choose_and_only_for_themselves(cast, client_for, api_for, community):
    with pytest.raises(NotAllowed):
        operations.change_membership_visibility(community, by=cast.fay, visibility="public")
    with pytest.raises(Invalid):
        operations.change_membership_visibility(community, by=cast.chidi, visibility="world")
    page = f"/c/{community.public_id}/membership/choices/"
    chosen = {"role": "patient", "visibility": "public", "follow": "all"}
    assert client_for(cast.fay).post(page, chosen).status_code == 403
    address = f"/api/v1/communities/{community.public_id}/membership/"
    refused = api_for(cast.fay).patch(address, {"visibility": "public"}, headers={"If-Match": "*"})
    assert refused.status_code == 403
    assert set(Membership.objects.values_list("visibility", flat=True)) == {"nobody"}


def test_closed_accounts_are_not_listed(cast, community):
    operations.change_membership_visibility(community, by=cast.chidi, visibility="members")
    cast.chidi.is_active = False
    cast.chidi.save(update_fields=["is_active"])
    assert not queries.members_of(cast.dora, community).exists()


def test_sql_of_the_member_list_does_not_grow(
    cast, client_for, community, django_assert_num_queries
):
    operations.change_membership_visibility(community, by=cast.chidi, visibility="members")
    operations.change_membership_visibility(community, by=cast.dora, visibility="members")
    client = client_for(cast.dora)
    # session, user, community, standing, count, rows, and for the alarm: savepoint, the day,
    # the marks, release
    with django_assert_num_queries(10):
        client.get(members_page(community))

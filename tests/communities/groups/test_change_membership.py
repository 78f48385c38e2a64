"""change_membership: role, visibility and follow level, by page and API; leaving forgets them."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections

from accounts.models import User
from communities.groups import operations, queries, watching
from communities.groups.models import CommunityFollow, FollowLevel, Membership, Role
from rareshare.lib.errors import Invalid, NotAllowed, Stale
from tests.communities.conftest import membership_of


def page(community) -> str:
    return f"/c/{community.public_id}/membership/choices/"


def api(community) -> str:
    return f"/api/v1/communities/{community.public_id}/membership/"


def match(client, community) -> dict[str, dict[str, str]]:
    """The header that names what the client just read."""
    return {"headers": {"If-Match": client.get(api(community))["ETag"]}}


def test_the_page_shows_and_saves_all_three(cast, client_for, community):
    browser = client_for(cast.chidi)
    shown = browser.get(f"/c/{community.public_id}/membership/").content.decode()
    for chosen in ("patient", "nobody", "replies"):
        assert f'value="{chosen}"' in shown
    assert shown.count(" checked") == 3
    form = {"role": "relative", "visibility": "members", "follow": "weekly"}
    assert "Saved" in browser.post(page(community), form, follow=True).content.decode()
    changed = membership_of(community, cast.chidi)
    assert (changed.role, changed.visibility) == ("relative", "members")
    assert queries.follow_level(cast.chidi, community) is FollowLevel.WEEKLY


def test_the_api_changes_one_or_all(cast, api_for, community):
    me = api_for(cast.chidi)
    assert me.get(api(community)).json()["follow"] == "replies"
    first = me.patch(api(community), {"follow": "nothing"}, **match(me, community))
    assert first.json()["follow"] == "nothing"
    told = me.patch(api(community), {"role": "caregiver"}, **match(me, community)).json()
    assert (told["role"], told["follow"], told["visibility"]) == ("caregiver", "nothing", "nobody")
    everything = {"role": "other", "visibility": "public", "follow": "all"}
    done = me.put(api(community), everything, **match(me, community))
    assert done.json().items() >= everything.items()
    assert done["ETag"] == me.get(api(community))["ETag"] != first["ETag"]
    assert me.put(api(community), {"role": "other"}, **match(me, community)).status_code == 400


def test_an_old_window_changes_nothing_and_shows_what_holds(cast, client_for, community):
    """Once more "everyone" from an old window must not undo "nobody" from a newer one."""
    browser = client_for(cast.chidi)
    shown = browser.get(f"/c/{community.public_id}/membership/").content.decode()
    [version] = re.findall(r'name="version" value="([^"]+)"', shown)
    form = {"role": "patient", "visibility": "public", "follow": "all", "version": version}
    assert browser.post(page(community), form).status_code == 302
    newer = {"role": "patient", "visibility": "nobody", "follow": "nothing"}
    assert browser.post(page(community), newer).status_code == 302
    stale = browser.post(page(community), form)
    told = stale.content.decode()
    assert stale.status_code == 412 and "Nothing was saved now" in told
    assert membership_of(community, cast.chidi).visibility == "nobody"
    checked = re.findall(r'<input[^>]*value="(\w+)"[^>]* checked', told)
    assert set(checked) == {"patient", "nobody", "nothing"}
    [fresh] = re.findall(r'name="version" value="([^"]+)"', told)
    assert browser.post(page(community), {**form, "version": fresh}).status_code == 302


def test_the_api_needs_the_version_that_was_read(cast, api_for, community):
    me, old = api_for(cast.chidi), match(api_for(cast.chidi), community)
    everything = {"role": "other", "visibility": "public", "follow": "all"}
    assert me.put(api(community), everything).status_code == 428
    assert me.patch(api(community), {"visibility": "public"}).status_code == 428
    assert me.patch(api(community), {"visibility": "members"}, **old).status_code == 200
    for wrong in (old, {"headers": {"If-Match": '""'}}, {"headers": {"If-Match": "x"}}):
        assert me.put(api(community), everything, **wrong).status_code == 412
    assert membership_of(community, cast.chidi).visibility == "members"
    any_version = {"headers": {"If-Match": "*"}}
    assert me.patch(api(community), {"visibility": "nobody"}, **any_version).status_code == 200
    with pytest.raises(Stale):
        operations.change_membership(community, by=cast.chidi, role="other", version="older")


@pytest.mark.parametrize(
    "bad", [{}, {"role": "king"}, {"visibility": "world"}, {"follow": "often"}, {"follow": None}]
)
def test_bad_input_changes_nothing(cast, client_for, api_for, community, bad):
    any_version = {"headers": {"If-Match": "*"}}
    assert api_for(cast.chidi).patch(api(community), bad, **any_version).status_code == 400
    good = {"role": "relative", "visibility": "members", "follow": "weekly"}
    form = {key: value for key, value in {**good, **bad}.items() if value is not None}
    if bad and None not in bad.values():
        assert client_for(cast.chidi).post(page(community), form).status_code == 400
        with pytest.raises(Invalid):
            operations.change_membership(community, by=cast.chidi, **bad)
    assert membership_of(community, cast.chidi).role == "patient"
    assert not CommunityFollow.objects.exists()


def test_strangers_change_nothing(cast, client_for, api_for, community):
    form = {"role": "relative", "visibility": "members", "follow": "weekly"}
    assert client_for(cast.fay).post(page(community), form).status_code == 403
    any_version = {"headers": {"If-Match": "*"}}
    assert api_for(cast.fay).put(api(community), form, **any_version).status_code == 403
    with pytest.raises(NotAllowed):
        operations.change_membership(community, by=cast.fay, follow="all")
    assert not CommunityFollow.objects.exists()


def test_who_hears_at_which_level(cast, community):
    for person, level in ((cast.alma, "all"), (cast.fay, "weekly"), (cast.mio, "nothing")):
        operations.join_community(community, by=person, role="other")
        operations.change_membership(community, by=person, follow=level)
    heard = {level: set(queries.followers(community, level)) for level in FollowLevel}
    assert heard == {
        FollowLevel.ALL: {cast.alma.pk},
        FollowLevel.REPLIES: {cast.chidi.pk, cast.dora.pk},  # who chose nothing hears replies
        FollowLevel.WEEKLY: {cast.fay.pk},
        FollowLevel.NOTHING: {cast.mio.pk},
    }
    both = queries.followers(community, FollowLevel.ALL, FollowLevel.WEEKLY)
    assert set(both) == {cast.alma.pk, cast.fay.pk}
    assert list(queries.weekly_readers()) == [cast.fay]
    assert list(queries.weekly_communities(cast.fay)) == [community]
    User.objects.filter(pk=cast.alma.pk).update(is_active=False)
    assert not queries.followers(community, FollowLevel.ALL).exists()


def test_strangers_follow_nothing_and_leaving_forgets(cast, community):
    assert queries.follow_level(AnonymousUser(), community) is FollowLevel.NOTHING
    assert queries.follow_level(cast.fay, community) is FollowLevel.NOTHING
    operations.change_membership(community, by=cast.chidi, follow="all")
    operations.leave_community(community, by=cast.chidi)
    assert not CommunityFollow.objects.exists()
    assert not queries.followers(community, FollowLevel.ALL).exists()
    operations.join_community(community, by=cast.chidi, role="patient")
    assert queries.chosen_level(cast.chidi, community) is FollowLevel.REPLIES


def test_members_are_listed_by_role_at_both_doors(cast, client_for, api_for, community):
    for person, role in ((cast.chidi, "patient"), (cast.dora, "caregiver")):
        operations.change_membership(community, by=person, role=role, visibility="members")
    listed = f"/c/{community.public_id}/members/"
    only = client_for(cast.dora).get(f"{listed}?role=patient").content.decode()
    assert ">Chidi</a>" in only and ">Dora</a>" not in only
    assert ">Dora</a>" in client_for(cast.dora).get(f"{listed}?role=king").content.decode()
    script = api_for(cast.dora)
    address = f"/api/v1/communities/{community.public_id}/members/"
    names = [
        row["display_name"] for row in script.get(f"{address}?role=caregiver").json()["results"]
    ]
    assert names == ["Dora"]
    ordered = [
        script.get(f"{address}?ordering={one}").json()["results"] for one in ("joined", "-joined")
    ]
    assert ordered[0] == ordered[1][::-1] != []
    for wrong in ("role=king", "name=x", "ordering=name"):
        assert script.get(f"{address}?{wrong}").status_code == 400
    assert {role.value for role in Role} >= {"patient", "caregiver"}


def test_sql_of_the_api_list_is_pinned(cast, api_for, community, django_assert_num_queries):
    script = api_for(cast.dora)
    address = f"/api/v1/communities/{community.public_id}/members/"
    for person in (cast.chidi, cast.dora):
        operations.change_membership(community, by=person, visibility="members")
        # token, community, standing, rows; savepoint, the day, the marks, release. Dora alone is
        # nobody new to herself, so that the marks are not asked.
        with django_assert_num_queries(8):
            script.get(address)


def test_no_list_leaves_the_house_without_the_alarm(cast, client_for, community, monkeypatch):
    monkeypatch.setattr(watching, "_watchers", [])
    operations.change_membership_visibility(community, by=cast.chidi, visibility="members")
    refused = client_for(cast.dora).get(f"/c/{community.public_id}/members/")
    assert refused.status_code == 403 and "Chidi" not in refused.content.decode()


@pytest.mark.django_db(transaction=True)
def test_joining_leaving_and_following_at_once_leave_no_loose_ends(cast, community):
    """Whatever order they come in: a follow never outlives its membership, nobody is in twice."""
    fay = cast.fay
    steps = [
        lambda: operations.join_community(community, by=fay, role="other"),
        lambda: operations.change_membership(community, by=fay, follow="all"),
        lambda: operations.leave_community(community, by=fay),
    ]

    def work(number: int) -> None:
        try:
            steps[number % 3]()
        except Exception as error:
            assert type(error).__name__ in {"Conflict", "NotAllowed", "WrongState"}, error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(work, range(24)))
    member = Membership.objects.current().filter(community=community, user=fay).count()
    assert member <= 1
    if not member:
        assert not CommunityFollow.objects.filter(user=fay).exists()
    community.refresh_from_db()
    assert community.member_count == community.memberships.filter(left_at=None).count()

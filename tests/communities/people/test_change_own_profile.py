"""change_own_profile: every part, every audience, every viewer, every exit; and bad input."""

from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts import operations as accounts
from accounts.models import User
from communities.groups import operations as groups
from communities.groups import queries as group_queries
from communities.people import operations, permissions, queries
from communities.people.models import FIELDS, Audience, Profile
from communities.people.permissions import Relation
from forum.talk import operations as talk
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, Stale

PAGE, API = "/me/profile/", "/api/v1/me/profile/"
WORDS = {
    "about": "I grow tomatoes on a roof.",
    "languages": "Quechua and English",
    "link": "https://alma.example.org/garden",
}
# Written here anew, on purpose: who may see what, as the page promises it.
SEES = {
    Audience.NOBODY: {"herself"},
    Audience.FELLOWS: {"herself", "fellow"},
    Audience.ACCOUNTS: {"herself", "fellow", "account", "moderator"},
    Audience.PUBLIC: {"herself", "fellow", "account", "moderator", "stranger"},
}
VIEWERS = ["herself", "fellow", "account", "moderator", "stranger"]


@pytest.fixture
def alma(cast, community) -> User:
    """Alma belongs to the community with Chidi and Dora, and lives in a country of her own."""
    groups.join_community(community, by=cast.alma, role="patient")
    groups.change_membership_visibility(community, by=cast.alma, visibility="members")
    User.objects.filter(pk=cast.alma.pk).update(country="UY")
    cast.alma.refresh_from_db()
    return cast.alma


def tell(person: User, audience: str, *names: str) -> Profile:
    """Everything is written; only the named parts get the audience."""
    changes = {**WORDS, **dict.fromkeys((f"{name}_for" for name in FIELDS), "nobody")}
    changes |= {f"{name}_for": audience for name in names}
    return operations.change_own_profile(person, by=person, changes=changes)


def word(name: str) -> str:
    return {**WORDS, "country": "Uruguay"}[name]


class Eyes:
    """One viewer, with a browser and a script."""

    def __init__(self, name: str, cast: Any, client_for: Any, api_for: Any, anonymous: Any) -> None:
        people = {
            "herself": cast.alma,
            "fellow": cast.chidi,
            "account": cast.fay,
            "moderator": cast.lena,
        }
        self.user = people.get(name, AnonymousUser())
        self.browser = client_for(self.user) if name in people else anonymous
        self.script = api_for(self.user) if name in people else anonymous


@pytest.fixture
def all_eyes(cast, client_for, api_for, anonymous) -> dict[str, Eyes]:
    return {name: Eyes(name, cast, client_for, api_for, anonymous) for name in VIEWERS}


def check_exits(all_eyes: dict[str, Eyes], alma: User, audience: Audience, name: str) -> None:
    """The page, the API and the query show the part to exactly those who may see it."""
    for who, eyes in all_eyes.items():
        expected = who in SEES[audience]
        page = eyes.browser.get(f"/p/{alma.public_id}/").content.decode()
        told = eyes.script.get(f"/api/v1/people/{alma.public_id}/")
        place = (name, audience, who)
        assert (word(name) in page) is expected, ("page", *place)
        assert (word(name) in told.content.decode()) is expected, ("api", *place)
        try:
            seen = getattr(queries.person_for(eyes.user, alma.public_id), name)
        except NotFound:
            seen = ""
        assert bool(seen) is expected, ("query", *place)
        for other in set(FIELDS) - {name}:  # nothing else slips out with it
            assert (word(other) in page) is (who == "herself"), (other, *place)


@pytest.mark.parametrize(("audience", "name"), list(product(Audience, FIELDS)))
def test_each_part_is_seen_by_those_whom_the_person_chose(all_eyes, alma, audience, name):
    tell(alma, audience, name)
    check_exits(all_eyes, alma, audience, name)


def test_a_broken_rule_is_caught(all_eyes, alma, monkeypatch):
    """The control: a rule that is one step too generous fails the check above."""
    tell(alma, Audience.FELLOWS, "about")
    monkeypatch.setattr(
        permissions, "can_see", lambda audience, relation: relation >= Relation.ACCOUNT
    )
    with pytest.raises(AssertionError):
        check_exits(all_eyes, alma, Audience.FELLOWS, "about")


def test_lists_and_posts_show_the_name_and_no_part(all_eyes, cast, alma, community):
    """Even told to everyone, parts stand on the person's page alone."""
    tell(alma, Audience.PUBLIC, *FIELDS)
    topic = talk.open_topic(community, by=alma, title="Hello", text="I am new.")
    place = community.public_id
    addresses = {
        "browser": [f"/c/{place}/members/", f"/c/{place}/talk/{topic.pk}/", f"/c/{place}/talk/"],
        "script": [f"/api/v1/communities/{place}/members/", f"/api/v1/topics/{topic.pk}/posts/"],
    }
    for door, paths in addresses.items():
        for path in paths:
            text = getattr(all_eyes["fellow"], door).get(path).content.decode()
            assert alma.display_name in text, path
            assert not any(word(name) in text for name in FIELDS), path


def test_memberships_follow_their_own_choice(all_eyes, alma, community):
    for audience, sees in SEES.items():
        groups.change_membership_visibility(community, by=alma, visibility=audience.value)
        for who, eyes in all_eyes.items():
            page = eyes.browser.get(f"/p/{alma.public_id}/").content.decode()
            assert (community.name in page) is (who in sees), (audience, who)


def test_sharing_ends_with_leaving_and_with_closing(cast, alma, community):
    tell(alma, Audience.FELLOWS, "about")
    assert queries.person_for(cast.chidi, alma.public_id).about
    groups.leave_community(community, by=cast.chidi)
    assert not queries.person_for(cast.chidi, alma.public_id).about
    assert queries.relation(cast.dora, alma) is Relation.FELLOW
    type(community).objects.filter(pk=community.pk).update(state="archived")
    assert queries.relation(cast.dora, alma) is Relation.ACCOUNT


def test_a_membership_that_nobody_sees_makes_no_fellows(cast, client_for, api_for, alma, community):
    """Fay joins to find out: nothing that she reads of Alma changes."""
    tell(alma, Audience.FELLOWS, *FIELDS)
    groups.change_membership_visibility(community, by=alma, visibility="nobody")
    page, script = client_for(cast.fay), api_for(cast.fay)

    def told() -> tuple[bytes, bytes]:
        return (
            page.get(f"/p/{alma.public_id}/").content,
            script.get(f"/api/v1/people/{alma.public_id}/").content,
        )

    before = told()
    groups.join_community(community, by=cast.fay, role="other")
    assert told() == before
    assert queries.relation(cast.fay, alma) is Relation.ACCOUNT
    assert queries.preview(alma, Relation.FELLOW) == queries.person_for(cast.fay, alma.public_id)
    assert "show nobody that you are a member" in client_for(alma).get(PAGE).content.decode()
    # Another community that she shows has fellows, and a stranger there sees nothing of this one.
    other = groups.open_community("Other", by=cast.lena, kind="undiagnosed")
    for one in (alma, cast.ben):
        groups.join_community(other, by=one, role="patient")
    groups.change_membership_visibility(other, by=alma, visibility="members")
    assert queries.person_for(cast.ben, alma.public_id).about
    assert not queries.person_for(cast.fay, alma.public_id).about


def test_a_block_and_a_page_that_shows_nothing_are_the_same_bytes(
    cast, client_for, api_for, alma, community
):
    """Chidi cannot tell whether Alma blocked him or keeps everything to herself."""
    groups.change_membership_visibility(community, by=alma, visibility="public")
    tell(alma, Audience.PUBLIC, *FIELDS)
    browser, script = client_for(cast.chidi), api_for(cast.chidi)

    def answers() -> list[Any]:
        page = browser.get(f"/p/{alma.public_id}/")
        told = script.get(f"/api/v1/people/{alma.public_id}/")
        heads = [{**one.headers, "Date": ""} for one in (page, told)]
        return [page.status_code, page.content, told.status_code, told.content, heads]

    open_page = answers()
    accounts.block_person(cast.chidi, by=alma)
    blocked = answers()
    accounts.unblock_person(cast.chidi, by=alma)
    assert answers() == open_page != blocked
    groups.change_membership_visibility(community, by=alma, visibility="nobody")
    tell(alma, Audience.NOBODY, *FIELDS)
    assert answers() == blocked
    assert blocked[0] == blocked[2] == 200


def test_gone_and_never_there_are_the_same_bytes(cast, client_for, api_for, alma):
    tell(alma, Audience.PUBLIC, *FIELDS)
    browser, script = client_for(cast.chidi), api_for(cast.chidi)

    def answers() -> list[Any]:
        got = [
            browser.get(f"/p/{alma.public_id}/"),
            script.get(f"/api/v1/people/{alma.public_id}/"),
        ]
        return [(one.status_code, one.content, {**one.headers, "Date": ""}) for one in got]

    nowhere = [browser.get("/p/zzzzzzzzzz/"), script.get("/api/v1/people/zzzzzzzzzz/")]
    expected = [(one.status_code, one.content, {**one.headers, "Date": ""}) for one in nowhere]
    assert answers() != expected
    assert expected[0][0] == 404
    accounts.block_person(cast.chidi, by=alma, kind="mute")  # a mute hides nothing of oneself
    assert answers() != expected
    accounts.close_account(alma, by=alma)
    assert answers() == expected


def test_the_blocked_miss_the_person_in_lists_too(cast, client_for, api_for, alma, community):
    place = community.public_id
    for blocker, times in ((None, 1), (alma, 0)):
        if blocker is not None:
            accounts.block_person(cast.dora, by=alma)
        page = client_for(cast.dora).get(f"/c/{place}/members/").content.decode()
        rows = api_for(cast.dora).get(f"/api/v1/communities/{place}/members/").json()["results"]
        assert len(rows) == page.count("Alma</a>") == times
    accounts.block_person(alma, by=cast.dora)
    assert not list(group_queries.memberships_visible_to(alma, cast.dora))


def test_never_kept_by_search_engines_or_caches(cast, anonymous, client_for, alma):
    tell(alma, Audience.PUBLIC, "about")
    for browser in (anonymous, client_for(cast.fay)):
        shown = browser.get(f"/p/{alma.public_id}/")
        assert shown["X-Robots-Tag"] == "noindex, nofollow"
        assert 'name="robots" content="noindex"' in shown.content.decode()
        assert shown["Cache-Control"] == "no-store, private"


def test_the_page_saves_and_shows_itself_with_other_eyes(cast, client_for, alma):
    browser = client_for(alma)
    assert 'value="nobody" selected' in browser.get(PAGE).content.decode()
    form = {
        **WORDS,
        "about_for": "members",
        "country_for": "all_members",
        "languages_for": "public",
        "link_for": "nobody",
    }
    assert "Saved" in browser.post(PAGE, form, follow=True).content.decode()
    shown = {"member": "about country languages", "account": "country languages"}
    shown["stranger"] = "languages"
    for who, names in shown.items():
        text = browser.get(f"{PAGE}as/{who}/").content.decode()
        assert {name for name in FIELDS if word(name) in text} == set(names.split()), who
    assert browser.get(f"{PAGE}as/king/").status_code == 404
    mine = browser.get(f"/p/{alma.public_id}/").content.decode()
    assert all(word(name) in mine for name in FIELDS)


def test_a_preview_tells_what_the_real_viewer_sees(cast, alma, community):
    """The preview and the page are two ways to the same answer."""
    for audience in Audience:
        tell(alma, audience, *FIELDS)
        for seen_by, viewer in ((Relation.FELLOW, cast.chidi), (Relation.ACCOUNT, cast.fay)):
            real = queries.person_for(viewer, alma.public_id)
            assert queries.preview(alma, seen_by) == real, (audience, seen_by)


def test_the_api_saves_with_the_version_that_was_read(alma, api_for):
    me = api_for(alma)
    seen = me.get(API)
    assert set(seen.json()) == {*WORDS, *(f"{name}_for" for name in FIELDS)}
    changed = me.patch(API, {"about": "New"}, headers={"If-Match": seen["ETag"]})
    assert changed.json()["about"] == "New" and changed["ETag"] != seen["ETag"]
    assert me.patch(API, {"about": "x"}).status_code == 428
    assert me.patch(API, {"about": "x"}, headers={"If-Match": seen["ETag"]}).status_code == 412
    with pytest.raises(Stale):
        operations.change_own_profile(alma, by=alma, changes={"about": "x"}, version=1)
    assert Profile.objects.get(user=alma).about == "New"


@pytest.mark.parametrize(
    "bad",
    [
        {"about": "x" * 1001},
        {"about": "hidden \u202e mark"},
        {"about": "a\0b"},
        {"languages": "x" * 121},
        {"link": "javascript:alert(1)"},
        {"link": "https://user:pass@evil.example/"},
        {"link": "https://127.0.0.1/"},
        {"about_for": "friends"},
        {"link_for": ""},
        {"about": ["list"]},
    ],
)
def test_bad_input_changes_nothing_at_either_door(alma, client_for, api_for, bad):
    good = {**WORDS, **dict.fromkeys((f"{name}_for" for name in FIELDS), "nobody")}
    if bad != {"about": ["list"]}:
        assert client_for(alma).post(PAGE, {**good, **bad}).status_code == 400
    answer = api_for(alma).patch(API, bad, headers={"If-Match": '"1"'})
    assert answer.status_code == 400
    assert not Profile.objects.filter(user=alma).exclude(about="").exists()


def test_nobody_writes_anothers_profile(cast, alma):
    with pytest.raises(NotAllowed):
        operations.change_own_profile(alma, by=cast.lena, changes={"about": "x"})
    with pytest.raises(Invalid):
        operations.change_own_profile(alma, by=alma, changes={"country": "UY"})


def test_words_of_people_are_escaped(alma, anonymous):
    changes = {"about": "<script>alert(1)</script>", "about_for": "public"}
    operations.change_own_profile(alma, by=alma, changes=changes)
    text = anonymous.get(f"/p/{alma.public_id}/").content.decode()
    assert "<script>alert" not in text and "&lt;script&gt;alert" in text


def test_sql_of_a_page_is_pinned(cast, api_for, alma, community, django_assert_num_queries):
    tell(alma, Audience.FELLOWS, *FIELDS)
    script = api_for(cast.chidi)
    # token; savepoint, day, mark, release; person, block, memberships, fellow, profile
    with django_assert_num_queries(10):
        script.get(f"/api/v1/people/{alma.public_id}/")


def test_an_old_window_leads_to_the_newer_text_and_may_then_save(client_for, alma):
    browser = client_for(alma)
    operations.change_own_profile(alma, by=alma, changes={"about": "Newer."})
    fields = {f"{name}_for": "nobody" for name in FIELDS}
    form = {"about": "Mine.", "languages": "", "link": "", **fields, "version": 99}
    stale = browser.post("/me/profile/", form)
    text = stale.content.decode()
    assert stale.status_code == 412 and "See what is saved now" in text and "Mine." in text
    assert queries.own_profile(alma).about == "Newer."
    version = queries.own_profile(alma).version
    assert f'name="version" value="{version}"' in text
    assert browser.post("/me/profile/", {**form, "version": version}).status_code == 302
    assert queries.own_profile(alma).about == "Mine."

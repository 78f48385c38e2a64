"""The history: who reads which texts, the words between two of them, and revert_section."""

import time

import pytest

from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.differences import ADDED, REMOVED, difference
from communities.pages.models import Announcement, PageEvent
from rareshare.home.display import COOKIE
from rareshare.lib.errors import Invalid, NotAllowed, NotFound, Stale
from tests.communities.pages.test_suggest_text import write


def page(community: Community, kind: str = "signs", query: str = "") -> str:
    return f"/c/{community.public_id}/sections/{kind}/history/{query}"


def api(community: Community, tail: str, kind: str = "signs") -> str:
    return f"/api/v1/communities/{community.public_id}/sections/{kind}/{tail}"


@pytest.fixture
def twice(cast, community):
    write(community, cast.dora, "Your feet are cold and blue.")
    write(community, cast.dora, "Your feet are very cold.", version=1)


def test_page_shows_both_texts_and_the_words_between(cast, client_for, community, twice):
    text = client_for(cast.chidi).get(page(community, query="?old=1&new=2")).content.decode()
    assert '<ins><span class="vh">added: </span>very cold.</ins>' in text
    assert '<del><span class="vh">removed: </span>cold and blue.</del>' in text
    assert "Show text 1 again" not in text  # leaders only
    assert "<summary>Text 1</summary>" in text
    assert "Show text 1 again" in client_for(cast.dora).get(page(community)).content.decode()


def test_api_compares_and_lists(cast, api_for, community, twice, django_assert_num_queries):
    client = api_for(cast.chidi)
    found = client.get(api(community, "diff/?old=1&new=2")).json()
    assert [part["kind"] for part in found["parts"]] == ["same", "removed", "added"]
    assert client.get(api(community, "versions/1/")).json()["text"].startswith("Your feet")
    with django_assert_num_queries(7):  # token, community, standing twice, emptied, rows, sources
        listed = client.get(api(community, "versions/?ordering=version")).json()["results"]
    assert [row["version"] for row in listed] == [1, 2]
    for n in range(2, 6):
        write(community, cast.dora, f"Text {n}.", version=n)
    with django_assert_num_queries(7):
        assert len(client.get(api(community, "versions/")).json()["results"]) == 6
    assert client.get(api(community, "versions/?state=published&reviewed=false")).status_code == 200
    assert client.get(api(community, "versions/?reviewed=perhaps")).status_code == 400
    assert client.get(api(community, "diff/?old=1")).status_code == 400
    assert client.get(api(community, "diff/?old=1&new=99")).status_code == 404
    assert client.get(api(community, "versions/99/")).status_code == 404


@pytest.mark.parametrize("query", ["?old=1", "?old=x&new=1", "?old=-1&new=1", "?old=1&new=²"])
def test_numbers_that_are_none(cast, client_for, community, twice, query):
    assert client_for(cast.chidi).get(page(community, query=query)).status_code == 400


@pytest.mark.usefixtures("twice")
def test_who_reads_it(cast, client_for, api_for, anonymous, community, expert):
    for person in (cast.chidi, cast.dora, expert):
        assert client_for(person).get(page(community)).status_code == 200
    for person in (cast.fay, cast.lena, cast.mio):
        assert client_for(person).get(page(community)).status_code == 403
        assert api_for(person).get(api(community, "versions/")).status_code == 403
        assert api_for(person).get(api(community, "diff/?old=1&new=2")).status_code == 403
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.get(api(community, "versions/1/")).status_code == 401
    assert client_for(cast.chidi).get(page(community, "spells")).status_code == 404


def test_texts_from_before_it_was_emptied_are_for_leaders(cast, client_for, api_for, community):
    write(community, cast.dora, "Ada from Oslo has it.")
    write(community, cast.dora, "", version=1)
    write(community, cast.dora, "Some people have it.", version=2)
    member, leader = client_for(cast.chidi), client_for(cast.dora)
    assert "Oslo" not in member.get(page(community)).content.decode()
    assert member.get(page(community, query="?old=1&new=3")).status_code == 404
    assert api_for(cast.chidi).get(api(community, "versions/1/")).status_code == 404
    listed = api_for(cast.chidi).get(api(community, "versions/")).json()["results"]
    assert [row["version"] for row in listed] == [3]
    assert "Oslo" in leader.get(page(community)).content.decode()


def test_the_outlook_stays_closed_until_it_is_opened(cast, client_for, community):
    write(community, cast.dora, "Half of them live.", kind="outlook")
    write(community, cast.dora, "Most of them live.", version=1, kind="outlook")
    client = client_for(cast.chidi)
    query = "?old=1&new=2"
    text = client.get(page(community, "outlook", query)).content.decode()
    assert text.count('<details class="hard"><summary>') == 3  # the change and both texts
    client.cookies[COOKIE] = "outlook:open"
    text = client.get(page(community, "outlook", query)).content.decode()
    assert text.count('<details class="hard" open>') == 3
    client.cookies[COOKIE] = "outlook:hidden"
    assert " live" not in client.get(page(community, "outlook", query)).content.decode()


def test_page_reverts(cast, client_for, anonymous, community, twice):
    leader = client_for(cast.dora)
    address = f"{page(community)}1/revert/"
    asked = leader.get(address).content.decode()
    assert 'name="version" value="2"' in asked and "no expert has reviewed it" in asked
    for data in ({"version": "2"}, {"version": "2", "why": " "}, {"why": "Truer"}):
        assert leader.post(address, data).status_code == 400
    assert queries.section_of(cast.fay, community, "signs").number == 2
    data = {"version": "2", "why": "It was truer"}
    done = leader.post(address, data, follow=True)
    assert "hear of it in about an hour" in done.content.decode()
    assert "Readers see text number 1 again." in done.content.decode()
    now = queries.section_of(cast.fay, community, "signs")
    assert (now.number, now.text, now.why) == (
        3,
        "Your feet are cold and blue.",
        "Back to text number 1: It was truer",
    )
    assert Announcement.objects.get().version == now  # followers always hear of it
    assert PageEvent.objects.latest("pk").verb == "section_reverted"
    stale = leader.post(address, data)
    assert (stale.status_code, 'name="version" value="3"' in stale.content.decode()) == (412, True)
    assert leader.post(address, {}).status_code == 400
    assert leader.post(f"{page(community)}9/revert/", data).status_code == 404
    assert leader.get(f"{page(community)}9/revert/").status_code == 404


def test_api_reverts(cast, api_for, community, twice):
    leader, address = api_for(cast.dora), api(community, "versions/1/revert/")
    body = {"why": "Truer"}
    assert leader.post(address, body).status_code == 428
    assert leader.post(address, body, headers={"If-Match": '"1"'}).status_code == 412
    assert leader.post(address, {}, headers={"If-Match": '"2"'}).status_code == 400
    answer = leader.post(address, body, headers={"If-Match": '"2"'})
    assert (answer.status_code, answer["ETag"]) == (200, '"3"')
    same = leader.post(address, body, headers={"If-Match": '"3"'})
    assert same.status_code == 400


def test_only_leaders_revert(cast, client_for, api_for, community, twice, expert):
    for person in (cast.chidi, cast.fay, cast.lena, expert):
        posted = client_for(person).post(
            f"{page(community)}1/revert/", {"version": "2", "why": "x"}
        )
        assert posted.status_code == 403
        sent = api_for(person).post(
            api(community, "versions/1/revert/"), {"why": "x"}, headers={"If-Match": '"2"'}
        )
        assert sent.status_code == 403
        with pytest.raises(NotAllowed):
            operations.revert_section(community, "signs", by=person, number=1, version=2, why="x")
    for number, version, error in ((1, 1, Stale), (9, 2, NotFound), (2, 2, Invalid)):
        with pytest.raises(error):
            operations.revert_section(
                community, "signs", by=cast.dora, number=number, version=version, why="x"
            )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * 10_000, "b " * 10_000),
        ("a b " * 5_000, "b a " * 5_000),
        (" ".join(map(str, range(3_500))), " ".join(map(str, range(3_500, 0, -1)))),
        ("\n" * 20_000, "x\n" * 10_000),
    ],
)
def test_no_text_makes_a_comparison_slow(old, new):
    start = time.perf_counter()
    assert difference(old, new)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", "one two"),
        ("one two", ""),
        ("one two three", "one 2 three"),
        ("a\n\nb c", "a\n\nc\n\nd"),
        ("same", "same"),
    ],
)
def test_a_difference_holds_both_texts(old, new):
    parts = difference(old, new)
    assert "".join(f"{p.text} " for p in parts if p.kind != ADDED).split() == old.split()
    assert "".join(f"{p.text} " for p in parts if p.kind != REMOVED).split() == new.split()


def test_a_hostile_text_is_only_text_in_a_comparison(cast, client_for, community):
    write(community, cast.dora, "<script>alert(1)</script>")
    write(community, cast.dora, "<img src=x onerror=alert(2)> </del></ins>", version=1)
    text = client_for(cast.dora).get(page(community, query="?old=1&new=2")).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    assert "&lt;/del&gt;" in text

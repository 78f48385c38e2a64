"""Writing a section: leaders only, a new version each time, and never over an unread text."""

import pytest

from communities.groups.models import Community
from communities.groups.states import State as CommunityState
from communities.pages import operations, queries
from communities.pages.models import PageEvent, Reference, SectionVersion
from communities.pages.states import MOVES, State
from rareshare.lib.errors import Invalid, NotAllowed, Stale
from tests.test_readability import HARD


def page(community: Community, kind: str = "signs") -> str:
    return f"/c/{community.public_id}/manage/sections/{kind}/"


def api(community: Community, kind: str = "signs") -> str:
    return f"/api/v1/communities/{community.public_id}/sections/{kind}/"


def write(community, by, text, version=0, kind="signs"):
    return operations.write_section(
        community, kind, by=by, text=text, version=version, why="Said better"
    )


def test_page_writes_and_readers_see_it(cast, client_for, anonymous, community):
    client = client_for(cast.dora)
    assert 'value="0"' in client.get(page(community)).content.decode()
    data = {"text": "You feel **cold**.", "version": "0", "why": "First words"}
    response = client.post(page(community), data, follow=True)
    assert response.redirect_chain == [(f"/c/{community.public_id}/manage/", 302)]
    assert "<strong>cold</strong>" in anonymous.get(f"/c/{community.slug}/").content.decode()
    event = PageEvent.objects.get(community=community)
    assert (event.verb, event.by, event.version, event.note) == (
        "section_written",
        cast.dora,
        1,
        "First words",
    )


def test_api_writes_with_the_etag(cast, api_for, anonymous, community):
    client = api_for(cast.dora)
    first = client.put(api(community), {"text": "One."}, headers={"If-Match": '"0"'})
    assert (first.status_code, first["ETag"]) == (200, '"1"')
    bare = client.put(api(community), {"text": "Two."}, headers={"If-Match": first["ETag"]})
    assert (bare.status_code, bare.json()["errors"][0]["pointer"]) == (400, "/why")
    body = {"text": "Two.", "why": "Truer"}
    second = client.put(api(community), body, headers={"If-Match": first["ETag"]})
    assert second["ETag"] == '"2"'
    shown = anonymous.get(api(community))
    assert (shown.json()["text"], shown["ETag"]) == ("Two.", '"2"')
    assert shown.json()["reviewer"] is None
    assert anonymous.get(api(community), headers={"If-None-Match": '"2"'}).status_code == 304
    listed = anonymous.get(f"/api/v1/communities/{community.public_id}/sections/").json()
    assert [row["kind"] for row in listed["results"]] == ["signs"]
    versions = client.get(f"{api(community)}versions/").json()["results"]
    assert [(row["version"], row["state"]) for row in versions] == [
        (2, "published"),
        (1, "replaced"),
    ]


def test_a_stale_edit_overwrites_nothing(cast, client_for, api_for, community):
    write(community, cast.dora, "One.")
    answer = api_for(cast.dora).put(api(community), {"text": "Mine."}, headers={"If-Match": '"0"'})
    assert answer.status_code == 412
    client = client_for(cast.dora)
    response = client.post(page(community), {"text": "Mine.", "version": "0", "why": ""})
    text = response.content.decode()
    assert response.status_code == 412
    assert "What readers see now" in text
    assert "One." in text
    assert "Mine.</textarea>" in text
    assert 'name="version" value="1"' in text
    with pytest.raises(Stale):
        write(community, cast.dora, "Mine.", version=7)
    assert queries.section_of(cast.dora, community, "signs").text == "One."
    again = client.post(page(community), {"text": "Mine.", "version": "1", "why": ""})
    assert again.status_code == 400 and "Say what you changed, and why." in again.content.decode()
    again = client.post(page(community), {"text": "Mine.", "version": "1", "why": "Truer"})
    assert again.status_code == 302


def test_only_a_changed_medical_text_needs_a_reason(cast, community):
    for kind in ("tips", "acknowledgment"):
        for version, text in enumerate(("One.", "Two.")):
            operations.write_section(community, kind, by=cast.dora, text=text, version=version)
    operations.write_section(community, "signs", by=cast.dora, text="One.", version=0)
    for text in ("Two.", ""):
        with pytest.raises(Invalid, match="why"):
            operations.write_section(community, "signs", by=cast.dora, text=text, version=1)


def test_a_very_hard_text_is_shown_once_before_readers_see_it(cast, client_for, community):
    client = client_for(cast.dora)
    data = {"text": f"{HARD} {HARD}", "version": "0", "why": ""}
    first = client.post(page(community), data)
    assert first.status_code == 200
    assert "Not saved yet." in first.content.decode()
    assert 'name="seen" value="1"' in first.content.decode()
    assert not SectionVersion.objects.exists()
    assert client.post(page(community), {**data, "seen": "1"}).status_code == 302
    assert SectionVersion.objects.get().text == data["text"]


def test_the_writer_is_told_when_followers_hear_of_it(cast, client_for, community):
    client = client_for(cast.dora)
    for version, tell in enumerate(("", "1")):
        data = {"text": f"Text {version}.", "version": str(version), "why": "x", "tell": tell}
        said = client.post(page(community), data, follow=True).content.decode()
        assert ("Followers hear of it in about an hour" in said) == bool(tell)


@pytest.mark.parametrize(("tag", "status"), [(None, 428), ("*", 412), ('"x"', 412), ("", 412)])
def test_api_needs_a_version_that_was_read(cast, api_for, community, tag, status):
    headers = {} if tag is None else {"If-Match": tag}
    answer = api_for(cast.dora).put(api(community), {"text": "Two."}, headers=headers)
    assert answer.status_code == status


def test_only_leaders_of_this_community_write(
    cast, client_for, api_for, anonymous, community, other
):
    for person in (cast.fay, cast.chidi, cast.lena, cast.emil):
        assert client_for(person).get(page(community)).status_code == 403
        refused = client_for(person).post(page(community), {"text": "x", "version": "0"})
        assert refused.status_code == 403
        assert not SectionVersion.objects.exists()
        answer = api_for(person).put(api(community), {"text": "x"}, headers={"If-Match": '"0"'})
        assert answer.status_code == 403
        seen = api_for(person).get(f"{api(community)}versions/").status_code
        assert seen == (200 if person == cast.chidi else 403)
    assert client_for(cast.dora).get(page(other)).status_code == 403
    with pytest.raises(NotAllowed):
        write(other, cast.dora, "Not mine.")
    assert anonymous.get(page(community)).status_code == 302
    assert anonymous.put(api(community), {}, content_type="application/json").status_code == 401


def test_nobody_writes_in_a_closed_community(cast, community):
    Community.objects.filter(pk=community.pk).update(state=CommunityState.ARCHIVED)
    community.refresh_from_db()
    with pytest.raises(NotAllowed):
        write(community, cast.dora, "Too late.")


@pytest.mark.parametrize(
    "text",
    ["nul\0", "lone \ud800", "turn \u202e back", "x" * 20_001, "\x1b[31m", "[" * 2_001],
)
def test_hostile_texts_are_refused(cast, client_for, community, text):
    with pytest.raises(Invalid):
        write(community, cast.dora, text)
    if "\ud800" not in text:
        for more in ({}, {"check": "1"}):
            data = {"text": text, "version": "0", **more}
            assert client_for(cast.dora).post(page(community), data).status_code == 400
    assert not SectionVersion.objects.exists()


def test_the_api_refuses_them_too(cast, api_for, community):
    client = api_for(cast.dora)
    for body in ({"text": "nul\0"}, {"text": None}, {"text": ["a"]}, {}, {"text": "x" * 20_001}):
        answer = client.put(api(community), body, headers={"If-Match": '"0"'})
        assert answer.status_code == 400, body
    answer = client.put(api(community, "spells"), {"text": "x"}, headers={"If-Match": '"0"'})
    assert answer.status_code == 404


def test_script_in_a_text_never_runs(cast, anonymous, community):
    write(community, cast.dora, "<script>alert(1)</script> [x](javascript:alert(1)) ![y](http://z)")
    text = anonymous.get(f"/c/{community.slug}/").content.decode()
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<img" not in text


def test_the_same_text_is_no_new_version(cast, community):
    write(community, cast.dora, "One.")
    with pytest.raises(Invalid):
        write(community, cast.dora, "One.", version=1)
    with pytest.raises(Invalid):
        write(community, cast.dora, "", kind="causes")


def test_an_empty_text_takes_the_section_off_the_page(cast, anonymous, community):
    write(community, cast.dora, "One.")
    write(community, cast.dora, "", version=1)
    assert queries.contents_of(cast.dora, community).sections == {}
    assert PageEvent.objects.latest("pk").verb == "section_emptied"
    write(community, cast.dora, "Back again.", version=2)
    assert queries.section_of(cast.dora, community, "signs").number == 3


def test_sections_stand_in_a_readers_order(cast, community):
    for kind in ("outlook", "treatment", "what", "tips"):
        write(community, cast.dora, f"About {kind}.", kind=kind)
    contents = queries.contents_of(cast.fay, community)
    assert list(contents.sections) == ["what", "treatment", "outlook", "tips"]
    assert "how-common" in contents.missing
    assert not contents.is_reviewed


def test_sources_belong_to_the_text(cast, client_for, api_for, anonymous, community, other):
    works = [
        operations.add_reference(
            community, by=cast.dora, work={"title": f"Work {n}", "authors": "Snow J", "year": 2018}
        ).pk
        for n in (1, 2)
    ]
    client = client_for(cast.dora)
    assert "Snow J 2018: Work 1" in client.get(page(community)).content.decode()
    data = {"text": "One.", "version": "0", "sources": [works[0]]}
    assert client.post(page(community), data).status_code == 302
    shown = anonymous.get(api(community)).json()
    assert [work["title"] for work in shown["sources"]] == ["Work 1"]
    put = {"text": "Two.", "why": "x"}  # says nothing of sources, so they stay
    kept = api_for(cast.dora).put(api(community), put, headers={"If-Match": '"1"'})
    assert [work["title"] for work in kept.json()["sources"]] == ["Work 1"]
    only = {
        "text": "Two.",
        "why": "x",
        "sources": [works[1]],
    }  # other sources are a new version, too
    put = api_for(cast.dora).put(api(community), only, headers={"If-Match": '"2"'})
    assert [work["title"] for work in put.json()["sources"]] == ["Work 2"]
    strange = operations.add_reference  # a work of another page is none of ours
    with pytest.raises(NotAllowed):
        strange(other, by=cast.dora, work={"title": "X", "authors": "Y", "year": 2000})
    foreign = Reference.objects.create(
        community=other, title="X", authors="Y", year=2000, added_by=cast.mio
    )
    wrong = {"text": "Three.", "why": "x", "sources": [foreign.pk]}
    answer = api_for(cast.dora).put(api(community), wrong, headers={"If-Match": '"3"'})
    assert answer.status_code == 400
    assert client.post(page(community), {**wrong, "version": "3"}).status_code == 400


def test_a_section_that_does_not_exist(cast, client_for, anonymous, community):
    assert client_for(cast.dora).get(page(community, "spells")).status_code == 404
    assert anonymous.get(api(community, "spells")).status_code == 404
    assert anonymous.get(api(community)).status_code == 404


def test_a_replaced_text_stays_replaced():
    assert {State.PUBLISHED: {State.REPLACED}, State.REPLACED: set()} == MOVES


def test_sql_of_the_api(cast, anonymous, community, django_assert_num_queries):
    for kind in ("what", "causes", "signs"):
        write(community, cast.dora, "Text.", kind=kind)
    with django_assert_num_queries(3):  # the community, the texts, their sources
        anonymous.get(f"/api/v1/communities/{community.public_id}/sections/")
    with django_assert_num_queries(3):
        anonymous.get(api(community))

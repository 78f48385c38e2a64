"""The Atom feeds that we offer: approved things only, stable names, no member, conditional GET."""

from datetime import date, timedelta

import pytest
from defusedxml.ElementTree import fromstring
from django.utils.formats import date_format

from communities.library import operations
from communities.library.operations.checking import note_answer
from rareshare.lib import clock

ATOM = "{http://www.w3.org/2005/Atom}"


def add(community, by, name, **more):
    link = operations.suggest_news_link(
        community,
        by=by,
        title=f"News {name}",
        url=f"https://news.example.org/{name}",
        source="The Daily",
        published_on=date(2024, 3, 27),
    )
    kept = operations.suggest_resource(
        community,
        by=by,
        kind="guide",
        title=f"Guide {name}",
        description="Ten <pages> & more.",
        url=f"https://warm.example.org/{name}",
    )
    return link, kept


def address(community):
    return f"/c/{community.slug}/news.xml" if community else "/news.xml"


def entries(response) -> dict[str, dict[str, str]]:
    rows = fromstring(response.content).findall(f"{ATOM}entry")
    return {row.findtext(f"{ATOM}title"): {c.tag: c.text for c in row} for row in rows}


@pytest.fixture(params=["community", "site"])
def place(request, community):
    return community if request.param == "community" else None


def test_it_says_when_a_thing_appeared_by_whom_and_what_cannot_be_reached(cast, anonymous, place):
    link, kept = add(place, cast.dora if place else cast.lena, "shown")
    now = clock.now()
    for days in (2, 1, 0):
        note_answer(link, there=False, now=now - timedelta(days=days))
    response = anonymous.get(address(place))
    feed = fromstring(response.content)
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "RareShare"
    news, guide = feed.findall(f"{ATOM}entry")[::-1]
    if news.findtext(f"{ATOM}title") != "News shown":
        news, guide = guide, news
    assert news.findtext(f"{ATOM}published") == "2024-03-27T00:00:00+00:00"
    assert news.findtext(f"{ATOM}author/{ATOM}name") == "The Daily"
    day = date_format(now.date(), "j F Y")
    assert news.findtext(f"{ATOM}summary") == f"The Daily (We could not reach this on {day}.)"
    assert guide.findtext(f"{ATOM}published")[:16] == kept.decided_at.isoformat()[:16]
    assert "could not reach" not in guide.findtext(f"{ATOM}summary")


def test_only_what_was_approved_and_no_name_of_a_member(cast, anonymous, place):
    decider = cast.dora if place else cast.lena
    add(place, decider, "shown")
    add(place, cast.chidi, "waiting")
    taken, _ = add(place, decider, "taken")
    operations.decline_news_link(taken, by=decider)
    response = anonymous.get(address(place))
    assert response["Content-Type"].startswith("application/atom+xml")
    assert set(entries(response)) == {"News shown", "Guide shown", "Guide taken"}
    text = response.content.decode()
    assert not {name for name in ("Dora", "Chidi", "Lena") if name in text}


def test_names_are_stable_and_the_newest_comes_first(cast, anonymous, community):
    first, _ = add(community, cast.dora, "one")
    before = entries(anonymous.get(address(community)))
    words = {"url": first.url, "source": "S", "published_on": date(2024, 1, 1)}
    operations.change_news_link(first, by=cast.dora, title="Better", **words)
    with clock.frozen(clock.now() + timedelta(hours=1)):
        add(community, cast.dora, "two")
        response = anonymous.get(address(community))
    after = entries(response)
    assert after["Better"][f"{ATOM}id"] == before["News one"][f"{ATOM}id"]
    assert next(iter(after)).endswith("two")
    ids = [row[f"{ATOM}id"] for row in after.values()]
    assert len(set(ids)) == 4
    assert all(one.startswith("tag:") for one in ids)


def test_who_has_it_already_gets_304(cast, anonymous, community):
    add(community, cast.dora, "one")
    first = anonymous.get(address(community))
    again = anonymous.get(address(community), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    dated = {"If-Modified-Since": first["Last-Modified"]}
    assert anonymous.get(address(community), headers=dated).status_code == 304
    with clock.frozen(clock.now() + timedelta(hours=1)):
        add(community, cast.dora, "two")
    new = anonymous.get(address(community), headers={"If-None-Match": first["ETag"]})
    assert new.status_code == 200


def test_pages_name_their_feed(anonymous, community):
    for page, feed in (
        (f"/c/{community.public_id}/resources/", address(community)),
        ("/resources/", "/news.xml"),
    ):
        text = anonymous.get(page).content.decode()
        assert f'<link rel="alternate" type="application/atom+xml" href="{feed}"' in text


def test_an_empty_feed_and_an_unknown_one(anonymous, community):
    assert entries(anonymous.get(address(community))) == {}
    assert anonymous.get("/c/nothing-here/news.xml").status_code == 404


def test_sql_of_a_feed(cast, anonymous, community, django_assert_num_queries):
    for number in range(3):
        add(community, cast.dora, str(number))
    with django_assert_num_queries(3):  # community, news, resources
        anonymous.get(address(community))

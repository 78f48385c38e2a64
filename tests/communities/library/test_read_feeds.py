"""RSS and Atom of other sites become suggestions for the leaders; nothing they send does harm."""

import time
from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from communities.library import operations
from communities.library.models import Feed, NewsLink, NewsLinkEvent
from communities.library.operations import reading
from communities.library.parsing import Unreadable, read_feed
from communities.library.states import FeedState, State
from communities.library.tasks import read_feeds
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from tests.website import answer, drip, endless, hang, redirect

SAMPLE = (Path(__file__).parent / "samples" / "news.sample.rss").read_bytes()
FORM = {"title": "The Daily", "url": "https://news.example.org/feed.xml"}


@pytest.fixture
def feed(cast, community, site):
    """A feed that Dora added; its address is that of the test's own site."""
    site.pages["/feed"] = answer(SAMPLE, content_type="application/rss+xml", etag='"v1"')
    made = operations.add_feed(community, by=cast.dora, **FORM)
    Feed.objects.filter(pk=made.pk).update(url=f"{site.base}/feed")
    made.refresh_from_db()
    return made


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f"{head}<rss><channel><title>t</title>{''.join(items)}</channel></rss>".encode()


def item(guid="", title="A title", link="https://news.example.org/a", more="") -> str:
    named = f"<guid>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{named}{more}</item>"


def again(feed: Feed, hours: float = 7):
    return clock.frozen(max(clock.now(), feed.next_read_at) + timedelta(hours=hours))


def page(community) -> str:
    return f"/c/{community.public_id}/resources/feeds/"


def api(community) -> str:
    return f"/api/v1/communities/{community.public_id}/feeds/"


def test_items_wait_for_the_leaders(cast, client_for, anonymous, community, feed):
    read_feeds()
    link = NewsLink.objects.get()
    assert (link.title, link.url) == (
        "Sample story about calciphylaxis",
        "https://news.example.org/a",
    )
    assert (link.state, link.published_on) == (State.SUGGESTED, date(2023, 10, 15))
    assert (link.source, link.excerpt, link.suggested_by) == ("The Daily", "Short text", None)
    assert NewsLinkEvent.objects.get().by is None
    queue = f"/c/{community.public_id}/resources/waiting/"
    text = client_for(cast.dora).get(queue).content.decode()
    assert "Found in The Daily" in text
    assert "alert(1)" not in text
    assert "Sample story" not in anonymous.get(f"/c/{community.public_id}/news/").content.decode()
    client_for(cast.dora).post(
        f"/c/{community.public_id}/resources/news/{link.pk}/decision/", {"decision": "approved"}
    )
    assert "Sample story" in anonymous.get(f"/c/{community.public_id}/news/").content.decode()


def test_a_feed_of_the_whole_site_fills_the_moderators_desk(cast, client_for, feed, site):
    shelf = operations.add_feed(None, by=cast.lena, **FORM)
    Feed.objects.filter(pk=shelf.pk).update(url=f"{site.base}/feed")
    assert operations.read_feeds() == 2
    assert NewsLink.objects.filter(url="https://news.example.org/a").count() == 2
    desk = client_for(cast.lena).get("/desk/library/").content.decode()
    assert "Sample story about calciphylaxis" in desk
    with again(feed):
        operations.read_feeds()
    assert NewsLink.objects.count() == 2


def test_what_nobody_suggested_is_declined_without_a_reason(cast, feed):
    read_feeds()
    operations.decline_news_link(NewsLink.objects.get(), by=cast.dora)
    with again(feed):
        read_feeds()
    assert NewsLink.objects.get().state == State.DECLINED, "it does not come back"


def test_the_second_reading_is_conditional(feed, site):
    site.pages["/feed"] = lambda asked: (
        answer(status=304)
        if asked.headers.get("if-none-match") == '"v1"'
        else answer(SAMPLE, etag='"v1"', last_modified="Sun, 15 Oct 2023 12:00:00 GMT")
    )
    read_feeds()
    read_feeds()
    assert len(site.asked) == 1, "not before some hours"
    feed.refresh_from_db()
    with again(feed):
        read_feeds()
    assert site.asked[1].headers["if-modified-since"] == "Sun, 15 Oct 2023 12:00:00 GMT"
    assert NewsLink.objects.count() == 1
    feed.refresh_from_db()
    assert feed.error == ""


def test_each_article_once_by_its_name_or_its_address(cast, community, feed, site):
    operations.suggest_news_link(
        community,
        by=cast.chidi,
        title="Known",
        url="https://news.example.org/known",
        source="S",
        published_on=date(2024, 1, 1),
    )
    site.pages["/feed"] = answer(
        rss(
            item("1", "First", "https://news.example.org/1"),
            item("1", "First again", "https://news.example.org/1b"),
            item("", "No name", "https://news.example.org/2?utm_source=x&amp;id=5"),
            item("", "No name again", "https://news.example.org/2?id=5&amp;utm_medium=y#top"),
            item("3", "Known", "https://news.example.org/known?utm_campaign=z"),
        )
    )
    read_feeds()
    feed.refresh_from_db()
    site.pages["/feed"] = answer(rss(item("1", "Moved", "https://news.example.org/moved")))
    with again(feed):
        read_feeds()
    urls = set(NewsLink.objects.filter(feed=feed).values_list("url", flat=True))
    assert len(urls) == 2
    assert "https://news.example.org/2?id=5" in urls
    assert NewsLink.objects.filter(url="https://news.example.org/known").count() == 1


def test_atom_and_rdf_are_read():
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:a,1</id>
      <title type="html">Warm &lt;b&gt;days&lt;/b&gt;</title>
      <updated>2026-03-04T23:30:00-05:00</updated>
      <link rel="self" href="/self"/><link href="/post?utm_source=a"/>
      <summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">All <i>is</i> well</div>
      </summary></entry></feed>"""
    [one] = read_feed(atom, "", "https://atom.example.org/feed")
    assert (one.guid, one.url) == ("tag:a,1", "https://atom.example.org/post")
    assert (one.title, one.excerpt) == ("Warm days", "All is well")
    assert one.published_on == date(2026, 3, 5)
    rdf = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item>
      <title>Old</title><link>https://old.example.org/a</link><dc:date>2020-01-02</dc:date>
      </item></rdf:RDF>"""
    [two] = read_feed(rdf, "", "https://old.example.org/")
    assert (two.title, two.published_on) == ("Old", date(2020, 1, 2))


@pytest.mark.parametrize(
    ("body", "kind", "title"),
    [
        (rss(item(title="Wärme")), "", "Wärme"),
        (rss(item(title="Wärme"), head="").decode().encode("utf-16"), "", "Wärme"),
        (
            rss(item(title="Wärme"), head='<?xml version="1.0" encoding="windows-1252"?>')
            .decode()
            .encode("cp1252"),
            "",
            "Wärme",
        ),
        # It says UTF-8 and is not; the server knows better, or nobody does.
        (rss(item(title="Wärme")).decode().encode("latin-1"), "text/xml; charset=latin-1", "Wärme"),
        (rss(item(title="Wärme")).decode().encode("latin-1"), "", "W\ufffdrme"),
        (rss(item(title="Warm"), head='<?xml version="1.0" encoding="klingon"?>'), "", "Warm"),
    ],
)
def test_wrong_encodings_are_read_as_well_as_can_be(body, kind, title):
    assert [one.title for one in read_feed(body, kind, "https://a.example.org/")] == [title]


@pytest.mark.parametrize(
    "more",
    [
        item(title=""),
        item(title="&lt;script&gt;alert(1)&lt;/script&gt;"),
        item(link="javascript:alert(1)"),
        item(link="http://127.0.0.1/"),
        item(link="http://user:word@example.org/"),
        item(link="http://[half"),
        "<item/>",
        "<item><title>x</title></item>",
    ],
)
def test_items_without_an_honest_address_or_title_are_left_out(more):
    good = item("1", "Good", "https://news.example.org/good")
    found = read_feed(rss(more, good), "", "https://news.example.org/")
    assert [one.title for one in found] == ["Good"]


def test_hostile_text_arrives_as_plain_short_text():
    dark = "&lt;img src=x onerror=alert(1)&gt;A\u202e\u200b &amp;lt;b&amp;gt;B" + " long" * 500
    [one] = read_feed(
        rss(item(title=dark, more=f"<description>{dark}</description>")), "", "https://a.org/"
    )
    assert one.title.startswith("A B long")
    assert (len(one.title) <= 200, len(one.excerpt) <= 300) == (True, True)
    assert not {"<", "\u202e", "\u200b"} & set(one.title + one.excerpt)


def mega(piece: str) -> str:
    """Two million letters."""
    return piece * (2_000_000 // len(piece))


HUGE = {
    "a title of nested tags": item(title=f"Good {mega('&lt;ul&gt;&lt;li&gt;')}"),
    "a title of elements": item(title=f"Good {mega('<i>x</i>')}"),
    "a title in CDATA": item(title=f"Good <![CDATA[{mega('<div>')}]]>"),
    "words of nested tags": item(
        title="Good", more=f"<description>{mega('&lt;div&gt;')}</description>"
    ),
    "a day": item(title="Good", more=f"<pubDate>{mega('Sun, 15 ')}</pubDate>"),
    "a number as a day": item(title="Good", more=f"<pubDate>{mega('9')}</pubDate>"),
    "a name": item(mega("http://x.org/?a&amp;"), title="Good"),
    "an address": item(title="Good", more=f'<link href="https://x.org/?{mega("a;")}"/>'),
    "addresses": item(title="Good", link="", more=mega('<link href="/x^"/>')) + item(title="Good"),
}


@pytest.mark.parametrize("how", HUGE)
def test_two_megabytes_in_one_text_do_not_hold_up_the_others(how):
    body = rss(HUGE[how])
    before = time.process_time()
    found = read_feed(body, "", "https://a.org/")
    assert time.process_time() - before < 2
    assert {one.title[:4] for one in found} == {"Good"}
    assert all(len(one.title) <= 200 and len(one.excerpt) <= 300 for one in found)


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
    "<rss><channel><item><title>&b;</title></item></channel></rss>"
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    "<rss><channel><item><title>&a;</title></item></channel></rss>"
)
BROKEN = {
    "empty": b"",
    "no XML": b"hello",
    "HTML": b"<!DOCTYPE html><html><body><p>We moved<br></body></html>",
    "XHTML": b"<html><body>We moved</body></html>",
    "cut off": SAMPLE[:200],
    "entity bomb": BOMB.encode(),
    "outside entity": OUTSIDE.encode(),
    "unknown entity": b"<rss><channel><item><title>&nbsp;</title></item></channel></rss>",
    "NUL": b"<rss>\0</rss>",
    "noise": bytes(range(256)) * 20,
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_feed_keeps_its_error_and_the_next_one_is_read(
    cast, client_for, community, feed, site, how
):
    with pytest.raises(Unreadable):
        read_feed(BROKEN[how], "", "https://a.example.org/")
    good = operations.add_feed(
        community, by=cast.dora, title="Good", url="https://good.example.org/"
    )
    Feed.objects.filter(pk=good.pk).update(url=f"{site.base}/good")
    site.pages["/good"] = answer(SAMPLE)
    site.pages["/feed"] = answer(BROKEN[how])
    assert operations.read_feeds() == 2
    feed.refresh_from_db()
    assert feed.error.endswith(".")
    assert (feed.failures, NewsLink.objects.get().feed) == (1, good)
    text = client_for(cast.dora).get(page(community)).content.decode()
    assert feed.error in text


def test_depth_and_number_have_an_end():
    deep = b"<rss><channel>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</channel></rss>"
    assert read_feed(deep, "", "https://a.org/") == []
    many = rss(*(item(str(n), "T", f"https://news.example.org/{n}") for n in range(500)))
    assert len(read_feed(many, "", "https://a.org/")) == 60


@pytest.mark.parametrize(
    "told",
    [
        lambda asked: hang(3),
        lambda asked: drip(b"HTTP/1.1 200 OK\r\n\r\n" + SAMPLE),
        lambda asked: endless(b"HTTP/1.1 200 OK\r\n\r\n<rss>", b"<item/>" * 2000),
        b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n<rss>",
        redirect("http://169.254.169.254/latest/meta-data/"),
        answer(status=500),
        answer(status=404),
    ],
)
def test_hangs_cuts_and_turns_leave_an_error(feed, site, told, monkeypatch):
    monkeypatch.setattr("rareshare.lib.fetch.SECONDS", 0.5)
    monkeypatch.setattr(reading.fetch.get, "__kwdefaults__", _quick(reading.fetch.get))
    site.pages["/feed"] = told
    assert operations.read_feeds() == 1
    feed.refresh_from_db()
    assert feed.error.endswith(".")
    assert not NewsLink.objects.exists()


def _quick(get):
    return {**get.__kwdefaults__, "seconds": 0.5}


def test_trouble_is_asked_less_and_less_often(feed, site):
    site.pages["/feed"] = answer(status=500)
    pauses = []
    for _ in range(7):
        with clock.frozen(max(clock.now(), feed.next_read_at)):
            operations.read_feeds()
            feed.refresh_from_db()
            pauses.append(feed.next_read_at - clock.now())
    hours = [pause.total_seconds() / 3600 for pause in pauses]
    assert hours == [6, 12, 24, 48, 96, 168, 168]
    site.pages["/feed"] = answer(SAMPLE)
    with clock.frozen(feed.next_read_at):
        operations.read_feeds()
    feed.refresh_from_db()
    assert (feed.failures, feed.error) == (0, "")


@pytest.mark.parametrize("status", [429, 503])
def test_a_site_that_asks_for_patience_gets_it(feed, site, status):
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    dated = format_datetime(noon + timedelta(days=2), usegmt=True)
    for value, hours in (("90000", 25), (dated, 48), ("soon", 6), ("99999999999", 168), ("-5", 6)):
        Feed.objects.update(failures=0, next_read_at=noon)
        site.pages["/feed"] = answer(status=status, retry_after=value)
        with clock.frozen(noon):
            operations.read_feeds()
        feed.refresh_from_db()
        assert feed.next_read_at - noon == timedelta(hours=hours), value


def test_a_surprise_in_one_feed_stops_no_other(feed, monkeypatch):
    def surprise(*args):
        raise RuntimeError("nobody thought of this")

    monkeypatch.setattr(reading, "read_feed", surprise)
    assert operations.read_feeds() == 1
    feed.refresh_from_db()
    assert feed.error == "Something in this feed confused us."


def test_a_reader_that_was_killed_loses_nothing(feed):
    assert reading.claim(feed.kind) == feed
    assert operations.read_feeds() == 0
    with clock.frozen(clock.now() + timedelta(hours=1)):
        assert operations.read_feeds() == 1
    assert NewsLink.objects.count() == 1


def test_nothing_is_read_unless_it_is_switched_on(feed, site, settings):
    settings.READ_FEEDS = False
    assert (operations.read_feeds(), site.connections) == (0, 0)


def test_leaders_add_and_stop_feeds_by_page_and_api(cast, client_for, api_for, community):
    client = client_for(cast.dora)
    assert "We read no feed yet." in client.get(page(community)).content.decode()
    response = client.post(page(community), FORM, follow=True)
    assert "The Daily" in response.content.decode()
    feed = Feed.objects.get()
    assert client.post(f"{page(community)}{feed.pk}/stop/").status_code == 302
    feed.refresh_from_db()
    assert feed.state == FeedState.STOPPED
    door = api_for(cast.dora)
    made = door.post(api(community), FORM)
    assert (made.status_code, made.json()["id"]) == (201, feed.pk), "the same one, read again"
    assert door.get(api(community)).json()["results"] == [made.json()]
    assert door.get(made["Location"]).json() == made.json()
    assert door.delete(made["Location"]).status_code == 204
    assert door.get(made["Location"]).status_code == 404
    verbs = list(feed.events.values_list("verb", flat=True))
    assert verbs == ["feed_added", "feed_stopped", "feed_active", "feed_stopped"]


def test_what_is_refused(cast, client_for, api_for, community):
    for data in ({**FORM, "url": "http://127.0.0.1/"}, {**FORM, "title": ""}, {}):
        assert client_for(cast.dora).post(page(community), data).status_code == 400
        assert api_for(cast.dora).post(api(community), data).status_code == 400
    with pytest.raises(Invalid):
        operations.add_feed(community, by=cast.dora, title="T", url="ftp://a.example.org/")
    feed = operations.add_feed(community, by=cast.dora, **FORM)
    with pytest.raises(Conflict):
        operations.add_feed(community, by=cast.dora, **FORM)
    operations.stop_feed(feed, by=cast.dora)
    with pytest.raises(WrongState):
        operations.stop_feed(feed, by=cast.dora)


def test_there_is_an_end_to_feeds(cast, community):
    for number in range(20):
        operations.add_feed(
            community, by=cast.dora, title="T", url=f"https://a.example.org/{number}"
        )
    with pytest.raises(Invalid):
        operations.add_feed(community, by=cast.dora, **FORM)


def test_only_those_who_decide(cast, client_for, api_for, anonymous, community, other):
    feed = operations.add_feed(community, by=cast.dora, **FORM)
    for person, place in ((cast.fay, community), (cast.chidi, community), (cast.dora, other)):
        with pytest.raises(NotAllowed):
            operations.add_feed(place, by=person, **FORM)
        assert client_for(person).get(page(place)).status_code == 403
        assert client_for(person).post(page(place), FORM).status_code == 403
        assert api_for(person).get(api(place)).status_code == 403
    with pytest.raises(NotAllowed):
        operations.stop_feed(feed, by=cast.chidi)
    with pytest.raises(NotAllowed):
        operations.add_feed(None, by=cast.dora, **FORM)
    assert operations.add_feed(None, by=cast.lena, **FORM).community is None
    assert anonymous.get(page(community)).status_code == 302


def test_sql_of_the_list_of_feeds(cast, api_for, community, django_assert_max_num_queries):
    client = api_for(cast.dora)
    for number in range(5):
        operations.add_feed(
            community, by=cast.dora, title="T", url=f"https://a.example.org/{number}"
        )
    client.get(api(community))
    with django_assert_max_num_queries(5):
        assert len(client.get(api(community)).json()["results"]) == 5

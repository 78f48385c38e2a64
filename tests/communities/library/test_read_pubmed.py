"""New articles from PubMed for a community's condition; the service is a local one that speaks the
E-utilities' protocol."""

import json
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connection

from communities.conditions.models import ConditionName, NameKind, Source
from communities.library import operations
from communities.library.models import Feed, FeedKind, NewsLink
from communities.library.operations import pubmed
from communities.library.states import State
from communities.library.tasks import read_pubmed
from rareshare.lib import clock
from tests.website import Asked, Website, answer, drip

SAMPLES = Path(__file__).parent / "samples"


class PubMed:
    """Articles by number; pages, errors per number, and what a test breaks."""

    def __init__(self, site: Website) -> None:
        self.articles: dict[str, dict] = {}
        self.site = site
        site.pages["/eutils/esearch.fcgi"] = self.search
        site.pages["/eutils/esummary.fcgi"] = self.summary

    def add(self, number: int, **facts: object) -> None:
        """One article, newer ones have higher numbers."""
        self.articles[str(number)] = {
            "uid": str(number),
            "title": f"Article {number}.",
            "source": "J Warm",
            "fulljournalname": "Journal of warmth",
            "sortpubdate": "2026/09/01 00:00",
            "pubtype": ["Journal Article"],
            "articleids": [{"idtype": "doi", "value": f"10.1234/{number}"}],
            **facts,
        }

    def search(self, asked: Asked) -> bytes:
        """One page of numbers."""
        query = asked.query
        start, size = int(query["retstart"]), int(query["retmax"])
        numbers = sorted(self.articles, key=int, reverse=True)
        page = numbers[start : start + size]
        found = {"count": str(len(numbers)), "retstart": str(start), "idlist": page}
        return answer(json.dumps({"esearchresult": found}).encode())

    def summary(self, asked: Asked) -> bytes:
        """What is known of each number, or an error of its own."""
        numbers = asked.query["id"].split(",")
        missing = {"error": "cannot get document summary"}
        result = {one: self.articles.get(one, {"uid": one, **missing}) for one in numbers}
        return answer(json.dumps({"result": {"uids": numbers, **result}}).encode())


@pytest.fixture
def service(site):
    return PubMed(site)


def run() -> int:
    return operations.read_pubmed(wait=lambda seconds: None)


def later(days: int):
    return clock.frozen(clock.now() + timedelta(days=days))


def test_the_sample_of_the_service_is_understood(community, site):
    for tool in ("esearch", "esummary"):
        body = (SAMPLES / f"pubmed_{tool}.sample.json").read_bytes()
        site.pages[f"/eutils/{tool}.fcgi"] = answer(body)
    read_pubmed()
    link = NewsLink.objects.get()  # the other one of the two has an error instead of a summary
    assert (link.title, link.source) == ("A sample article.", "Sample journal of nephrology")
    assert (link.guid, link.doi) == ("99999902", "10.1234/sample.2")
    assert link.url == "https://pubmed.ncbi.nlm.nih.gov/99999902/"
    assert (link.published_on, link.excerpt) == (date(2026, 9, 1), "")
    assert (link.state, link.community) == (State.SUGGESTED, community)


def test_we_ask_for_all_names_and_say_who_we_are(community, service, site):
    for text, kind in (("Winter fever", NameKind.SYNONYM), ("NF", NameKind.ABBREVIATION)):
        ConditionName.objects.create(
            condition=community.condition,
            text=text,
            kind=kind,
            source=Source.COMMUNITY,
            normalized=text.lower(),
        )
    service.add(1)
    run()
    query = site.asked[0].query
    assert (
        query["term"] == '"Northern fever"[MeSH] OR "Northern fever"[tiab] OR "Winter fever"[tiab]'
    )
    assert (query["db"], query["reldate"], query["retmode"]) == ("pubmed", "30", "json")
    assert (query["tool"], query["email"]) == ("rareshare", "team@rareshare.example")


def test_pages_are_read_to_their_end_and_slowly(community, service, site):
    for number in range(1, 121):
        service.add(number)
    waits: list[float] = []
    operations.read_pubmed(wait=waits.append)
    assert NewsLink.objects.count() == 120
    assert [one.query["retstart"] for one in site.asked[:3]] == ["0", "50", "100"]
    assert len(waits) == len(site.asked) == 6
    assert min(waits) >= 1 / 3


def test_a_flood_has_an_end(community, service):
    for number in range(1, 400):
        service.add(number)
    run()
    assert NewsLink.objects.count() == 150


def test_each_article_once_and_never_twice_a_day(cast, community, service, site):
    service.add(1)
    assert run() == 1
    operations.decline_news_link(NewsLink.objects.get(), by=cast.dora)
    assert run() == 0
    service.add(2)
    with later(1):
        assert run() == 1
    assert set(NewsLink.objects.values_list("guid", "state")) == {
        ("1", "declined"),
        ("2", "suggested"),
    }


def test_an_article_that_was_taken_back_says_so(cast, client_for, anonymous, community, service):
    service.add(1)
    service.add(2, pubtype=["Journal Article", "Retracted Publication"])
    run()
    assert set(NewsLink.objects.values_list("guid", "is_retracted")) == {("1", False), ("2", True)}
    queue = client_for(cast.dora).get(f"/c/{community.public_id}/resources/waiting/")
    assert queue.content.decode().count("Taken back by its publisher") == 1
    first = NewsLink.objects.get(guid="1")
    operations.approve_news_link(first, by=cast.dora)
    service.add(1, pubtype=["Retracted Publication"])
    with later(1):
        run()
    page = anonymous.get(f"/c/{community.public_id}/news/").content.decode()
    assert page.count("Taken back by its publisher") == 1
    row = anonymous.get(f"/api/v1/communities/{community.public_id}/news/{first.pk}/").json()
    assert row["is_retracted"] is True


@pytest.mark.parametrize("short", [1, 30])
def test_pages_that_come_again_are_the_end(community, service, site, short):
    """The service says that there are more, and sends the same page for ever."""
    page = [str(number) for number in range(1, short + 1)]
    found = {"esearchresult": {"count": "5000", "idlist": page}}
    site.pages["/eutils/esearch.fcgi"] = answer(json.dumps(found).encode())
    for number in page:
        service.add(int(number))
    assert run() == 1
    searches = [asked.query for asked in site.asked if "esearch" in asked.path]
    assert [query["retstart"] for query in searches] == ["0", str(short)]
    assert NewsLink.objects.count() == short


@pytest.mark.parametrize(
    "facts",
    [
        {"title": "Good " + "<ul><li>" * 230_000},
        {"title": "Good", "fulljournalname": "<div>" * 370_000},
        {"title": "Good", "articleids": [{"idtype": "doi", "value": "<ul><li>" * 230_000}]},
        {"title": "Good", "sortpubdate": "9" * 1_900_000},
    ],
)
def test_two_megabytes_in_one_text_do_not_hold_up_the_others(community, service, facts):
    service.add(1, **facts)
    before = time.process_time()
    run()
    assert time.process_time() - before < 2
    assert NewsLink.objects.get().title == "Good"


@pytest.mark.parametrize(
    "facts",
    [
        {"title": None},
        {"title": ""},
        {"title": {"a": 1}},
        {"error": "gone"},
    ],
)
def test_a_record_without_a_title_is_left_out(community, service, facts):
    service.add(1, **facts)
    service.add(2)
    run()
    assert NewsLink.objects.get().guid == "2"


@pytest.mark.parametrize(
    "facts",
    [
        {"sortpubdate": "Winter"},
        {"sortpubdate": None},
        {"articleids": "none"},
        {"articleids": [None, {"idtype": "doi"}, {"idtype": "doi", "value": ["x"]}]},
        {"pubtype": None},
        {"fulljournalname": None, "source": 5},
        {"title": "<script>alert(1)</script>Warm \u202e\ufffe\uffff<i>days</i> " + "long " * 200},
        {"fulljournalname": "x" * 5000},
        {"sortpubdate": "2999/01/01 00:00"},
    ],
)
def test_odd_records_do_no_harm(cast, client_for, community, service, facts):
    service.add(1, **facts)
    run()
    link = NewsLink.objects.get()
    assert link.published_on <= clock.today()
    assert not {"<", "\u202e", "\ufffe", "\uffff"} & set(link.title + link.source)
    queue = client_for(cast.dora).get(f"/c/{community.public_id}/resources/waiting/")
    assert (queue.status_code, link.title in queue.content.decode()) == (200, True)


BROKEN = {
    "garbage": b"hello",
    "no JSON": answer(b"<html>"),
    "a list": answer(b"[]"),
    "nothing": answer(b"{}"),
    "an error": answer(b'{"esearchresult": {"ERROR": "Search Backend failed"}}'),
    "a list that is none": answer(b'{"esearchresult": {"count": "9", "idlist": "123"}}'),
    "too deep": answer(b"[" * 9999),
    "an odd count": answer(b'{"esearchresult": {"count": "many", "idlist": ["x", 5, null]}}'),
    "cut off": b'HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n{"esearch',
    "an outage": answer(status=500),
}


@pytest.mark.parametrize("how", BROKEN)
def test_what_the_service_breaks_stays_with_one_community(community, service, site, how):
    site.pages["/eutils/esearch.fcgi"] = BROKEN[how]
    assert run() == 1
    feed = Feed.objects.get(kind=FeedKind.PUBMED)
    assert (feed.error != "") == (how != "an odd count")
    assert not NewsLink.objects.exists()
    with clock.frozen(clock.now() + timedelta(minutes=40)):
        assert run() == 0


def test_too_many_questions_are_answered_with_patience(community, service, site):
    site.pages["/eutils/esummary.fcgi"] = answer(status=429, retry_after="100000")
    service.add(1)
    run()
    feed = Feed.objects.get(kind=FeedKind.PUBMED)
    assert feed.error == "The site asked us to come back later."
    assert feed.next_read_at > clock.now() + timedelta(hours=27)


def test_a_hanging_service_is_cut(community, service, site, monkeypatch):
    quick = {**pubmed.asked.__globals__["fetch"].get.__kwdefaults__, "seconds": 0.5}
    monkeypatch.setattr(pubmed.asked.__globals__["fetch"].get, "__kwdefaults__", quick)
    site.pages["/eutils/esearch.fcgi"] = lambda asked: drip(b"HTTP/1.1 200 OK\r\n\r\n" + b" " * 999)
    run()
    assert Feed.objects.get(kind=FeedKind.PUBMED).failures == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_ask_at_the_same_time(community, service, site):
    """Three questions a second are for the whole house."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [pubmed._LOCK])
        assert (run(), site.connections) == (0, 0)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [pubmed._LOCK])
    other.close()
    assert run() == 1


def test_leaders_may_stop_it(cast, client_for, community, service, site):
    run()
    feed = Feed.objects.get(kind=FeedKind.PUBMED)
    text = client_for(cast.dora).get(f"/c/{community.public_id}/resources/feeds/").content.decode()
    assert "PubMed" in text
    operations.stop_feed(feed, by=cast.dora)
    with later(8):
        assert run() == 0
    assert Feed.objects.count() == 1


def test_a_community_without_a_condition_asks_nothing(other, service, site):
    assert (run(), site.connections) == (0, 0)


def test_nothing_is_asked_where_no_address_is_set(community, service, site, settings):
    settings.PUBMED_URL = ""
    assert (run(), site.connections) == (0, 0)

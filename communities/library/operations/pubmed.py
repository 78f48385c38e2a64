"""New articles about a community's condition from PubMed (E-utilities), for its leaders to look at.

Titles, journals, days and numbers are facts; abstracts belong to publishers and are never asked
for. https://www.ncbi.nlm.nih.gov/books/NBK25497/ allows three questions a second.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlencode

import structlog
from django.conf import settings
from django.db import connection

from communities.conditions.models import Condition, NameKind
from communities.groups.models import Community
from communities.groups.states import State as CommunityState
from communities.library.models import Feed, FeedKind
from communities.library.operations.arriving import Arrival, mark_retracted, put_in_queue
from communities.library.operations.reading import (
    MOST_SECONDS,
    Trouble,
    asked,
    claim,
    note_failure,
    note_success,
)
from communities.library.parsing import plain_line
from rareshare.lib import json

log = structlog.get_logger(__name__)
PAGE = 50
MOST_ARTICLES = 150  # of one reading; a common condition does not flood its leaders
MOST_NAMES = 6
DAYS = 30
_BETWEEN = 0.34
_LOCK = 7_120_901  # one reader in the house, so that three a second holds for all workers
_RETRACTED = "Retracted Publication"
_PLACE = "https://pubmed.ncbi.nlm.nih.gov/{}/"


def read_pubmed(*, wait: Callable[[float], None] = time.sleep) -> int:
    """Ask PubMed for each open community with a condition that is due; says how many. Off where no
    address is set."""
    if not settings.PUBMED_URL:
        return 0
    begun, count = time.monotonic(), 0
    with _alone() as mine:
        if not mine:
            return 0
        _know_communities()
        while time.monotonic() - begun < MOST_SECONDS:
            feed = claim(FeedKind.PUBMED)
            if feed is None:
                break
            _read_one(feed, wait)
            count += 1
    return count


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other worker reads PubMed now; the lock goes with the connection at the latest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def _know_communities() -> None:
    """A row for each community that has none yet; leaders may stop it like any feed."""
    known = Feed.objects.filter(kind=FeedKind.PUBMED).values("community")
    found = Community.objects.filter(state=CommunityState.OPEN, condition__isnull=False)
    rows = [
        Feed(community=community, kind=FeedKind.PUBMED, title="PubMed")
        for community in found.exclude(pk__in=known)
    ]
    Feed.objects.bulk_create(rows, ignore_conflicts=True)


def _read_one(feed: Feed, wait: Callable[[float], None]) -> None:
    try:
        _take(feed, wait)
    except Trouble as trouble:
        note_failure(feed, str(trouble), wait=trouble.wait)
    except Exception as error:
        # Nothing that another site sends may stop the communities after this one.
        log.error("pubmed failed", feed=feed.pk, error=type(error).__name__)
        note_failure(feed, "Something in the answer confused us.")
    else:
        note_success(feed)


def _take(feed: Feed, wait: Callable[[float], None]) -> None:
    community = feed.community
    if community is None or community.condition is None or not community.is_open:
        return
    found = _search(terms_of(community.condition), wait)
    known = list(feed.items.order_by("-pk").values_list("guid", flat=True)[:PAGE])
    new = [number for number in found if number not in set(known)]
    articles = [*_summaries(new, wait), *_summaries(known, wait)]
    put_in_queue(feed, articles)
    mark_retracted(feed, [one.guid for one in articles if one.is_retracted])


def terms_of(condition: Condition) -> str:
    """The question: the name as a subject heading, and each name as words of title or abstract.
    Abbreviations mean too many things."""
    names = condition.names.exclude(kind=NameKind.ABBREVIATION).filter(language="en")
    texts = [condition.name, *names.order_by("pk").values_list("text", flat=True)]
    clean = list(dict.fromkeys(" ".join(text.replace('"', " ").split()) for text in texts))
    fit = [text for text in clean if 4 < len(text) <= 120][:MOST_NAMES]
    return " OR ".join([f'"{clean[0]}"[MeSH]', *(f'"{text}"[tiab]' for text in fit)])


def _search(term: str, wait: Callable[[float], None]) -> list[str]:
    """The numbers of the articles of the last days, page by page, the newest first. A page that
    brings nothing new is the last one, whatever the service says of how many there are."""
    found: list[str] = []
    start = 0
    while True:
        fields = {"term": term, "datetype": "edat", "reldate": DAYS, "retmax": PAGE}
        more = {"retstart": start, "sort": "pub_date"}
        answer = _ask("esearch", {**fields, **more}, wait).get("esearchresult")
        if not isinstance(answer, dict) or "ERROR" in answer:
            raise Trouble("PubMed could not answer our question.")
        page = answer.get("idlist", [])
        if not isinstance(page, list):
            raise Trouble("PubMed sent an answer that we do not understand.")
        new = dict.fromkeys(one for one in page if _is_number(one) and one not in found)
        found += new
        start += len(page)
        total = int(answer["count"]) if _is_number(answer.get("count")) else start
        if not new or start >= total or len(found) >= MOST_ARTICLES:
            return found[:MOST_ARTICLES]


def _summaries(numbers: list[str], wait: Callable[[float], None]) -> list[Arrival]:
    """What PubMed says about each article; those that it has no record of are left out."""
    made: list[Arrival] = []
    for start in range(0, len(numbers), PAGE):
        page = numbers[start : start + PAGE]
        result = _ask("esummary", {"id": ",".join(page)}, wait).get("result")
        if not isinstance(result, dict):
            raise Trouble("PubMed sent an answer that we do not understand.")
        made += [one for number in page if (one := _arrival(number, result.get(number)))]
    return made


def _ask(tool: str, fields: dict[str, Any], wait: Callable[[float], None]) -> dict[str, Any]:
    wait(_BETWEEN)
    who = {"tool": settings.PUBMED_TOOL, "email": settings.PUBMED_EMAIL}
    key = {"api_key": settings.PUBMED_KEY} if settings.PUBMED_KEY else {}
    query = urlencode({"db": "pubmed", "retmode": "json", **fields, **who, **key})
    url = f"{settings.PUBMED_URL}/{tool}.fcgi?{query}"
    answer = asked(url, trusted=settings.PUBMED_URL, accept="application/json")
    try:
        data = json.loads(answer.body)
    except ValueError as error:
        raise Trouble("PubMed sent an answer that we do not understand.") from error
    if not isinstance(data, dict):
        raise Trouble("PubMed sent an answer that we do not understand.")
    return data


def _arrival(number: str, record: Any) -> Arrival | None:
    if not isinstance(record, dict) or record.get("error"):
        return None
    title = plain_line(_text(record.get("title")), 200)
    if not title:
        return None
    journal = _text(record.get("fulljournalname")) or _text(record.get("source"))
    kinds = record.get("pubtype")
    return Arrival(
        guid=number,
        url=_PLACE.format(number),
        title=title,
        source=plain_line(journal, 120) or "PubMed",
        published_on=_day(_text(record.get("sortpubdate"))),
        doi=_doi(record.get("articleids")),
        is_retracted=isinstance(kinds, list) and _RETRACTED in kinds,
    )


def _doi(ids: Any) -> str:
    rows = [one for one in ids if isinstance(one, dict)] if isinstance(ids, list) else []
    found = [_text(one.get("value")) for one in rows if one.get("idtype") == "doi"]
    return plain_line(found[0], 200) if found else ""


def _day(text: str) -> date | None:
    """`2026/09/01 00:00` as a day; articles may be dated ahead, which the queue corrects."""
    try:
        return date.fromisoformat(text[:10].replace("/", "-"))
    except ValueError:
        return None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12

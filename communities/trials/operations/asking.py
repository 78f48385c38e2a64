"""Speaking with ClinicalTrials.gov: its version, and all pages of a search, politely.

https://clinicaltrials.gov/data-api/api describes version 2 of the protocol.
"""

import hashlib
import json
import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings

from communities.trials.models.record import Answer
from rareshare.lib import clock, fetch, limits
from rareshare.lib.limits import Limit

PACE = Limit("ctgov", 50, 60)
PAGE_SIZE = 100
MOST_PAGES = 40
MOST_BYTES = 20_000_000
SECONDS = 30.0
MOST_NAMES = 12
MOST_QUERY = 1_500
LONGEST_WAIT = timedelta(days=1)
FIELDS = (
    "NCTId,BriefTitle,OfficialTitle,Acronym,OverallStatus,LastKnownStatus,WhyStopped,StartDate,"
    "PrimaryCompletionDate,CompletionDate,StudyFirstPostDate,LastUpdatePostDate,LeadSponsorName,"
    "BriefSummary,Condition,Keyword,ConditionMeshId,ConditionMeshTerm,StudyType,Phase,"
    "EnrollmentCount,PatientRegistry,Sex,MinimumAge,MaximumAge,HealthyVolunteers,"
    "LocationFacility,LocationStatus,LocationCity,LocationState,LocationZip,LocationCountry,"
    "LocationGeoPoint,HasResults"
)


class NoAnswer(Exception):
    """The source gave no whole answer; `wait` is how long it asks us to stay away."""

    def __init__(self, reason: str, wait: timedelta | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


def query_of(names: Iterable[str]) -> str:
    """The names as one search, each in quotes, so that no word of a name is taken for a command.
    What has a meaning inside quotes is left out; a dozen names are enough to find what there is."""
    found: dict[str, str] = {}
    for name in names:
        plain = " ".join("".join(" " if char in '"\\' else char for char in name).split())
        if len(plain) > 2:
            found.setdefault(plain.casefold(), f'"{plain}"')
    query = ""
    for quoted in list(found.values())[:MOST_NAMES]:
        longer = f"{query} OR {quoted}" if query else quoted
        if len(longer) > MOST_QUERY:
            break
        query = longer
    return query


def digest_of(query: str) -> str:
    """Changes with the names that are asked for, and with what we read of each study."""
    return hashlib.sha256(f"{query}\n{FIELDS}".encode()).hexdigest()


def data_timestamp() -> str:
    """When the source's data last changed; nothing new can be found while it stays the same."""
    stamp = _ask("version", {}).get("dataTimestamp")
    if not isinstance(stamp, str) or not 0 < len(stamp) <= 40 or not stamp.isprintable():
        raise NoAnswer("the version has no dataTimestamp")
    return stamp


def ask(query: str, stamp: str) -> Answer:
    """All studies for a search, page after page. The pages must be whole; a mark that comes again
    would lead round in circles, so it ends the question."""
    started = clock.now()
    studies: list[Any] = []
    marks: set[str] = set()
    asked = {
        "format": "json",
        "query.cond": query,
        "fields": FIELDS,
        "sort": "LastUpdatePostDate:desc",
        "pageSize": str(PAGE_SIZE),
        "countTotal": "true",
    }
    for _ in range(MOST_PAGES):
        page = _ask("studies", asked)
        found, mark = page.get("studies"), page.get("nextPageToken")
        if not isinstance(found, list) or not isinstance(mark, str | None):
            raise NoAnswer("a page without a list of studies")
        studies += found
        if not mark:
            return Answer(studies, stamp, digest_of(query), started)
        if mark in marks or len(mark) > 500:
            raise NoAnswer("the pages lead round in circles")
        marks.add(mark)
        asked.pop("countTotal", None)  # it belongs to the first page; all others stay as they are
        asked["pageToken"] = mark
    return Answer(studies, stamp, digest_of(query), started, complete=False)


def _ask(path: str, parameters: dict[str, str]) -> dict[str, Any]:
    limits.count(PACE, "requests")  # over all processes; TooMany ends the round
    time.sleep(settings.CTGOV_PAUSE)
    query = f"?{urlencode(parameters, quote_via=quote)}" if parameters else ""
    try:
        answer = fetch.get(
            f"{settings.CTGOV_URL}/{path}{query}",
            accept="application/json",
            most_bytes=MOST_BYTES,
            seconds=SECONDS,
            trusted=settings.CTGOV_URL,
        )
    except (fetch.Refused, fetch.Unreachable) as error:
        raise NoAnswer(f"no connection: {error}") from error
    if answer.status != 200:
        wait = _wait(answer.headers.get("retry-after", ""))
        polite = wait or (timedelta(hours=1) if answer.status == 429 else None)
        raise NoAnswer(f"it answered {answer.status}", polite)
    return _object(answer.body)


def _object(body: bytes) -> dict[str, Any]:
    """A JSON object. Single texts in it may be hostile; they are judged study by study."""
    try:
        data = json.loads(body, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise NoAnswer("no JSON came") from error
    if not isinstance(data, dict):
        raise NoAnswer("no JSON object came")
    return data


def _refuse(word: str) -> None:
    raise ValueError(word)


def _wait(header: str) -> timedelta | None:
    """Retry-After, in seconds or as a date (RFC 9110 section 10.2.3); at most a day."""
    text = header.strip()
    if text.isascii() and text.isdigit():
        seconds = min(int(text[:9]), 86_400)
        return timedelta(seconds=seconds)
    try:
        until = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return _within(until)


def _within(until: datetime) -> timedelta:
    return min(max(until - clock.now(), timedelta()), LONGEST_WAIT)

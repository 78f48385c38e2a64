"""Does a link still work? Asked once a week, the next day where it failed, and never quickly."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db import transaction

from communities.library.models import NewsLink, Resource, Suggestion
from communities.library.states import State
from rareshare.lib import clock, fetch
from rareshare.lib.fetch import Fetched

log = structlog.get_logger(__name__)
BATCH = 25
ENOUGH = 5  # questions without any answer before we doubt our own line
CLAIMED_FOR = timedelta(hours=1)  # whoever is killed loses no link: it is due again
WHEN_OK, WHEN_AWAY = timedelta(days=7), timedelta(days=1)
MOST_SECONDS = 120.0  # of one run; the rest waits for the next
_SECONDS, _MOST_BYTES = 10.0, 300_000
_BETWEEN = 1.0  # seconds between two questions to one site
# A site that asks for a sign-in, for less haste or for another method is there.
_THERE = {401, 402, 403, 405, 406, 407, 429, 451, 999}


def check_links(*, wait: Callable[[float], None] = time.sleep) -> int:
    """Ask the sites of the approved links that are due; says how many were asked. Nothing is taken
    away: after failures on three days readers are told, and one success ends that. Where no site at
    all answers, the fault is probably ours, and no link is blamed."""
    if not settings.CHECK_LINKS:
        return 0
    asked, answered, away = 0, False, list[Suggestion]()
    last: dict[str, float] = {}
    for link in _due_links():
        _be_polite(link.url, last, wait)
        there = _answers(link.url)
        asked, answered = asked + 1, answered or there
        if there:
            note_answer(link, there=True, now=clock.now())
        else:
            away.append(link)
        if answered:
            _blame(away)
    if asked < ENOUGH:
        _blame(away)
    elif away:
        log.warning("no site answered", asked=asked)
    return asked


def _due_links() -> Iterator[Suggestion]:
    """What is due, batch by batch, until there is nothing left or time is up."""
    begun = time.monotonic()
    for model in (NewsLink, Resource):
        while links := _claim(model):
            for link in links:
                if time.monotonic() - begun > MOST_SECONDS:
                    return
                yield link


def _blame(away: list[Suggestion]) -> None:
    while away:
        note_answer(away.pop(), there=False, now=clock.now())


def _claim(model: type[Suggestion]) -> list[Suggestion]:
    """Take the next due links for this run; others skip them while the claim holds."""
    now = clock.now()
    with transaction.atomic():
        rows = model._default_manager.select_for_update(skip_locked=True, of=("self",))
        due = rows.filter(state=State.APPROVED, next_check_at__lte=now)
        links = list(due.order_by("next_check_at", "pk")[:BATCH])
        claimed = model._default_manager.filter(pk__in=[link.pk for link in links])
        claimed.update(next_check_at=now + CLAIMED_FOR)
    return links


def _be_polite(url: str, last: dict[str, float], wait: Callable[[float], None]) -> None:
    """Leave one site alone for a second between two questions."""
    host = urlsplit(url).hostname or ""
    since = time.monotonic() - last.get(host, float("-inf"))
    if since < _BETWEEN:
        wait(_BETWEEN - since)
    last[host] = time.monotonic()


def _answers(url: str) -> bool:
    """HEAD first, because it is light; GET where the site does not like HEAD."""
    return _is_there(_head, url) or _is_there(_get, url)


def _is_there(ask: Callable[[str], Fetched], url: str) -> bool:
    try:
        status = ask(url).status
    except fetch.TooMuch:
        return True  # a long film is there, too
    except (fetch.Refused, fetch.Unreachable):
        return False
    return status < 400 or status in _THERE


def _head(url: str) -> Fetched:
    return fetch.head(url, seconds=_SECONDS, trusted=settings.OTHER_SITES_TRUSTED)


def _get(url: str) -> Fetched:
    return fetch.get(
        url, seconds=_SECONDS, most_bytes=_MOST_BYTES, trusted=settings.OTHER_SITES_TRUSTED
    )


def note_answer(link: Suggestion, *, there: bool, now: datetime) -> None:
    """Write what was found, unless somebody gave the link another address meanwhile. A day counts
    once, however often it was asked."""
    with transaction.atomic():
        rows = type(link)._default_manager.select_for_update(of=("self",))
        found = rows.filter(pk=link.pk, url=link.url).first()
        if found is None:
            return
        if there:
            found.last_ok_at, found.failures, found.last_failed_on = now, 0, None
        elif found.last_failed_on != now.date():
            found.failures += 1
            found.last_failed_on = now.date()
        found.next_check_at = now + (WHEN_OK if there else WHEN_AWAY)
        found.save(update_fields=["last_ok_at", "failures", "last_failed_on", "next_check_at"])

"""Reading what is due: claimed row by row, one source's trouble is nobody else's."""

import time
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import structlog
from django.conf import settings
from django.db import transaction

from communities.library.models import Feed, FeedKind
from communities.library.operations.arriving import Arrival, put_in_queue
from communities.library.parsing import Item, Unreadable, read_feed
from communities.library.states import FeedState
from rareshare.lib import clock, fetch
from rareshare.lib.fetch import Fetched

log = structlog.get_logger(__name__)
EVERY = timedelta(hours=6)
LONGEST = timedelta(days=7)
CLAIMED_FOR = timedelta(minutes=30)  # whoever is killed loses no feed: it is due again
MOST_SECONDS = 120.0  # of one run; the rest waits for the next
_ACCEPT = "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.5"


class Trouble(Exception):
    """A source could not be read; the text is shown to those who chose it."""

    def __init__(self, text: str, *, wait: timedelta | None = None) -> None:
        self.wait = wait
        super().__init__(text)


def read_feeds() -> int:
    """Read the RSS and Atom feeds that are due; says how many were read. What they hold waits for a
    decision. A feed that fails keeps its error and is asked less and less often."""
    if not settings.READ_FEEDS:
        return 0
    begun, count = time.monotonic(), 0
    while time.monotonic() - begun < MOST_SECONDS and (feed := claim(FeedKind.FEED)) is not None:
        read_one(feed)
        count += 1
    return count


def read_one(feed: Feed) -> None:
    """One claimed feed: whatever it holds, the run goes on."""
    try:
        answer = _ask(feed)
        if answer.status != 304:
            _take(feed, answer)
    except Trouble as trouble:
        note_failure(feed, str(trouble), wait=trouble.wait)
    except Exception as error:
        # Nothing that another site sends may stop the feeds after it.
        log.error("feed failed", feed=feed.pk, error=type(error).__name__)
        note_failure(feed, "Something in this feed confused us.")
    else:
        note_success(feed)


def claim(kind: FeedKind) -> Feed | None:
    """Take the oldest due source for this run; others skip it while the claim holds."""
    now = clock.now()
    with transaction.atomic():
        due = Feed.objects.filter(kind=kind, state=FeedState.ACTIVE, next_read_at__lte=now)
        rows = due.select_for_update(skip_locked=True, of=("self",))
        feed = rows.order_by("next_read_at", "pk").first()
        if feed is not None:
            feed.next_read_at = now + CLAIMED_FOR
            feed.save(update_fields=["next_read_at"])
    return feed


def note_success(feed: Feed) -> None:
    """It was read: forget the errors, come back in some hours."""
    now = clock.now()
    feed.failures, feed.error, feed.last_ok_at = 0, "", now
    feed.next_read_at = now + EVERY
    feed.save(
        update_fields=["failures", "error", "last_ok_at", "next_read_at", "etag", "last_modified"]
    )


def note_failure(feed: Feed, text: str, *, wait: timedelta | None = None) -> None:
    """It was not: keep the error, and wait twice as long each time, or as long as the site asks."""
    feed.failures = min(feed.failures + 1, 1000)
    feed.error = text[:200]
    pause = EVERY * 2 ** min(feed.failures - 1, 8)
    feed.next_read_at = clock.now() + min(max(pause, wait or pause), LONGEST)
    feed.save(update_fields=["failures", "error", "next_read_at"])


def asked(url: str, *, trusted: str, accept: str, headers: dict[str, str] | None = None) -> Fetched:
    """A good answer, or Trouble in plain words."""
    try:
        answer = fetch.get(url, accept=accept, headers=headers, trusted=trusted)
    except fetch.Refused as error:
        raise Trouble("We may not open this address.") from error
    except fetch.Unreachable as error:
        raise Trouble("The site did not answer as it should.") from error
    if answer.status in {429, 503}:
        raise Trouble("The site asked us to come back later.", wait=_retry_after(answer))
    if answer.status not in {200, 304}:
        raise Trouble(f"The site answered with error {answer.status}.")
    return answer


def _ask(feed: Feed) -> Fetched:
    known = {"If-None-Match": feed.etag, "If-Modified-Since": feed.last_modified}
    headers = {name: value for name, value in known.items() if value}
    return asked(feed.url, trusted=settings.OTHER_SITES_TRUSTED, accept=_ACCEPT, headers=headers)


def _take(feed: Feed, answer: Fetched) -> None:
    try:
        items = read_feed(answer.body, answer.headers.get("content-type", ""), answer.url)
    except Unreadable as error:
        raise Trouble(str(error)) from error
    put_in_queue(feed, [_arrival(feed, item) for item in items])
    feed.etag = _sane(answer.headers.get("etag", ""), 300)
    feed.last_modified = _sane(answer.headers.get("last-modified", ""), 100)


def _arrival(feed: Feed, item: Item) -> Arrival:
    return Arrival(
        guid=item.guid,
        url=item.url,
        title=item.title,
        source=feed.title,
        published_on=item.published_on,
        excerpt=item.excerpt,
    )


def _sane(value: str, limit: int) -> str:
    """What can be sent back as a header; else nothing, and the feed is read whole."""
    return value if len(value) <= limit and value.isascii() and value.isprintable() else ""


def _retry_after(answer: Fetched) -> timedelta | None:
    value = answer.headers.get("retry-after", "")
    if value.isascii() and value.isdigit():
        return timedelta(seconds=min(int(value[:9]), LONGEST.total_seconds()))
    try:
        until: datetime = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return until - clock.now() if until.tzinfo else None

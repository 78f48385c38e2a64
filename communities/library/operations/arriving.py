"""What came in by a feed becomes news that waits for a decision; each article once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Q

from communities.library.models import Feed, NewsLink
from communities.library.operations.steps import record
from communities.library.states import State
from rareshare.lib import clock


@dataclass(frozen=True)
class Arrival:
    """An article as a source tells it."""

    guid: str
    url: str
    title: str
    source: str
    published_on: date | None
    excerpt: str = ""
    doi: str = ""
    is_retracted: bool = False


def put_in_queue(feed: Feed, arrivals: Iterable[Arrival]) -> int:
    """Store what is new, by the feed's own name for it and else by address; says how many. What
    was declined once does not come back. A source may take an article back later."""
    unique = {arrival.guid or arrival.url: arrival for arrival in arrivals}
    arrivals = list(unique.values())
    with transaction.atomic():
        guids, urls = _known(feed, arrivals)
        return sum(
            _put(feed, arrival)
            for arrival in arrivals
            if arrival.url not in urls and (not arrival.guid or arrival.guid not in guids)
        )


def _known(feed: Feed, arrivals: list[Arrival]) -> tuple[set[str], set[str]]:
    by_guid = Q(feed=feed, guid__in=[one.guid for one in arrivals if one.guid])
    by_url = Q(community=feed.community_id, url__in=[one.url for one in arrivals])
    rows = NewsLink.objects.filter(by_guid | by_url).values_list("feed", "guid", "url", "community")
    guids = {guid for feed_id, guid, _, _ in rows if feed_id == feed.pk}
    urls = {url for _, _, url, community in rows if community == feed.community_id}
    return guids, urls


def _put(feed: Feed, arrival: Arrival) -> int:
    today = clock.today()
    link = NewsLink(
        community_id=feed.community_id,
        feed=feed,
        guid=arrival.guid,
        url=arrival.url,
        title=arrival.title,
        source=arrival.source[:120],
        published_on=min(arrival.published_on or today, today),
        excerpt=arrival.excerpt,
        doi=arrival.doi,
        is_retracted=arrival.is_retracted,
    )
    try:
        with transaction.atomic():
            link.save(force_insert=True)
    except IntegrityError:
        return 0  # another run was quicker
    record(link, "suggested", by=None, to_state=State.SUGGESTED, note=f"feed {feed.pk}")
    return 1


def mark_retracted(feed: Feed, guids: Iterable[str]) -> int:
    """Note that the publisher took articles back; readers see it beside the title."""
    with transaction.atomic():
        rows = feed.items.select_for_update().filter(guid__in=list(guids), is_retracted=False)
        for link in rows:
            link.is_retracted = True
            link.version += 1
            link.save(update_fields=["is_retracted", "version"])
            record(link, "retracted", by=None)
        return len(rows)

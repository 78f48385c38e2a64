"""Feeds: added and stopped by those who decide what is shown."""

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.library import permissions
from communities.library.models import Feed, FeedEvent, FeedKind
from communities.library.operations.steps import needed
from communities.library.states import FEED_MOVES, FeedState
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.weblinks import clean_weblink

MOST_FEEDS = 20
NOT_YOURS = "Only those who look after this list choose its feeds."


def add_feed(community: Community | None, *, by: User, title: str, url: str) -> Feed:
    """A leader names a feed; its items wait for a decision like any suggestion. A feed that was
    stopped is read again."""
    title = needed(title, "title", "Write the name of the site.", limit=120)
    url = clean_weblink(url, plain_too=True)
    with transaction.atomic():
        community = merging.held(community) if community else None
        if not permissions.can_add_feed(by, community):
            raise NotAllowed(NOT_YOURS)
        rows = Feed.objects.filter(community=community, kind=FeedKind.FEED)
        known = rows.filter(url=url).first()
        if known is not None:
            return _start_again(locked(known), by=by)
        if rows.filter(state=FeedState.ACTIVE).count() >= MOST_FEEDS:
            raise Invalid(f"We read at most {MOST_FEEDS} feeds for one list. Stop one first.")
        feed = Feed(community=community, title=title, url=url, added_by=by)
        try:
            with transaction.atomic():
                feed.save(force_insert=True)
        except IntegrityError as error:
            raise Conflict("We read this feed already.", field="url") from error
        FeedEvent.objects.create(feed=feed, verb="feed_added", by=by, to_state=feed.state)
    return feed


def stop_feed(feed: Feed, *, by: User) -> Feed:
    """A feed is read no more; what came out of it stays."""
    with transaction.atomic():
        if feed.community is not None:
            merging.held(feed.community)
        feed = locked(feed)
        if not permissions.can_stop_feed(by, feed):
            raise NotAllowed(NOT_YOURS)
        return _move(feed, FeedState.STOPPED, by=by)


def _start_again(feed: Feed, *, by: User) -> Feed:
    if feed.state == FeedState.ACTIVE:
        raise Conflict("We read this feed already.", field="url")
    feed.failures, feed.error, feed.next_read_at = 0, "", clock.now()
    feed.save(update_fields=["failures", "error", "next_read_at"])
    return _move(feed, FeedState.ACTIVE, by=by)


def _move(feed: Feed, to: FeedState, *, by: User) -> Feed:
    """The one place that changes a feed's state, together with its history."""
    states.check(FEED_MOVES, feed.state, to)
    FeedEvent.objects.create(
        feed=feed, verb=f"feed_{to}", by=by, from_state=feed.state, to_state=to
    )
    feed.state = to
    feed.save(update_fields=["state"])
    return feed

"""How news, resources and feeds follow their community when it becomes part of another."""

from communities.groups import merging
from communities.groups.merging import Merge
from communities.library.models import Feed, FeedEvent, NewsLink, Resource
from communities.library.states import FeedState


def move_rows(merge: Merge) -> None:
    """All of it, but no address twice: where the target has one, its own stands. A feed that both
    read is read once."""
    merging.carry(merge, NewsLink, once=["url"])
    merging.carry(merge, Resource, once=["url"])
    merging.carry(merge, Feed, once=["kind", "url"])
    for feed in Feed.objects.filter(community=merge.source, state=FeedState.ACTIVE):
        FeedEvent.objects.create(
            feed=feed,
            verb="feed_merged",
            by=merge.by,
            from_state=FeedState.ACTIVE,
            to_state=FeedState.STOPPED,
        )
    Feed.objects.filter(community=merge.source).update(state=FeedState.STOPPED)

"""The nouns of the library: news links, resources and the feeds that bring news."""

from communities.library.models.feeds import Feed, FeedEvent, FeedKind
from communities.library.models.links import (
    LengthUnit,
    NewsLink,
    NewsLinkEvent,
    Resource,
    ResourceEvent,
    ResourceKind,
)
from communities.library.models.shelf import UNREACHABLE_AFTER, Suggestion

__all__ = [
    "UNREACHABLE_AFTER",
    "Feed",
    "FeedEvent",
    "FeedKind",
    "LengthUnit",
    "NewsLink",
    "NewsLinkEvent",
    "Resource",
    "ResourceEvent",
    "ResourceKind",
    "Suggestion",
]

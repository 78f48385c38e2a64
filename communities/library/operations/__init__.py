"""What can be done with a library, by noun."""

from communities.library.operations.checking import check_links
from communities.library.operations.feeds import add_feed, stop_feed
from communities.library.operations.news import (
    approve_news_link,
    change_news_link,
    decline_news_link,
    suggest_news_link,
)
from communities.library.operations.pubmed import read_pubmed
from communities.library.operations.reading import read_feeds
from communities.library.operations.resources import (
    approve_resource,
    change_resource,
    decline_resource,
    suggest_resource,
)

__all__ = [
    "add_feed",
    "approve_news_link",
    "approve_resource",
    "change_news_link",
    "change_resource",
    "check_links",
    "decline_news_link",
    "decline_resource",
    "read_feeds",
    "read_pubmed",
    "stop_feed",
    "suggest_news_link",
    "suggest_resource",
]

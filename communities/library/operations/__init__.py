"""What can be done with the library of a community, by noun."""

from communities.library.operations.news import (
    approve_news_link,
    decline_news_link,
    suggest_news_link,
)
from communities.library.operations.resources import add_resource

__all__ = ["add_resource", "approve_news_link", "decline_news_link", "suggest_news_link"]

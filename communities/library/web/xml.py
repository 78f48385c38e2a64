"""What a library holds, as an Atom feed for readers outside. It names no member."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.http.response import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.formats import date_format
from django.utils.http import http_date, quote_etag

from communities.groups import queries as groups
from communities.groups.models import Community
from communities.library import queries
from communities.library.models import NewsLink, Resource
from communities.library.web.place import address
from rareshare.lib import crypto
from rareshare.lib.access import Access
from rareshare.lib.pages import Page

SHOWN = 30  # of news, and of resources


class FeedPage(Page):
    """The newest approved news and resources of one community, or of the site's own shelf."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest, slug: str = "") -> HttpResponseBase:
        """The feed, or 304 where the reader has it already."""
        community = groups.community_by_slug(request.user, slug) if slug else None
        items = _newest(request, community)
        changed = max((_changed(item) for item in items), default=datetime(2026, 1, 1, tzinfo=UTC))
        text = _written(request, community, items)
        response = HttpResponse(text, content_type=Atom1Feed.content_type)
        etag = quote_etag(crypto.digest(text))
        response["ETag"], response["Last-Modified"] = etag, http_date(changed.timestamp())
        kept = get_conditional_response(request, etag, int(changed.timestamp()), response)
        return kept or response


def _newest(request: HttpRequest, community: Community | None) -> list[NewsLink | Resource]:
    news = queries.news_of(request.user, community).order_by("-decided_at", "-pk")
    resources = queries.resources_of(request.user, community).order_by("-decided_at", "-pk")
    both: list[NewsLink | Resource] = [*news[:SHOWN], *resources[:SHOWN]]
    return sorted(both, key=_changed, reverse=True)


def _changed(item: NewsLink | Resource) -> datetime:
    return item.decided_at or item.suggested_at


def _written(
    request: HttpRequest, community: Community | None, items: list[NewsLink | Resource]
) -> str:
    name = community.name if community else "RareShare"
    page = community.get_absolute_url() if community else address("library", None)
    feed = Atom1Feed(
        title=f"{name}: news and resources",
        link=_whole(page),
        description="",
        subtitle="Chosen by the people who look after this list.",
        feed_url=_whole(request.path),
        feed_guid=_tag(f"library-{community.public_id}" if community else "library"),
        language="en",
        author_name="RareShare",
    )
    for fields in map(_entry, items):
        feed.add_item(**fields)
    return feed.writeString("utf-8")


def _entry(item: NewsLink | Resource) -> dict[str, Any]:
    news = isinstance(item, NewsLink)
    about = item.source if isinstance(item, NewsLink) else item.description
    away = item.unreachable_since
    warning = f" (We could not reach this on {date_format(away, 'j F Y')}.)" if away else ""
    return {
        "title": item.title,
        "link": item.url,
        "description": f"{about}{warning}",
        "author_name": item.source if isinstance(item, NewsLink) else None,
        "unique_id": _tag(f"{'news' if news else 'resource'}-{item.pk}"),
        "pubdate": _published(item),
        "updateddate": _changed(item),
        "categories": tuple(_categories(item)),
    }


def _published(item: NewsLink | Resource) -> datetime:
    """The day on which it appeared; the day it was taken up where nobody knows that."""
    if item.published_on is None:
        return _changed(item)
    return datetime.combine(item.published_on, time.min, tzinfo=UTC)


def _categories(item: NewsLink | Resource) -> Iterator[str]:
    yield item.get_kind_display() if isinstance(item, Resource) else "News"


def _tag(name: str) -> str:
    """A name that stays when the address of the page changes (RFC 4151)."""
    return f"tag:{urlsplit(settings.BASE_URL).hostname},2026:{name}"


def _whole(path: str) -> str:
    return f"{settings.BASE_URL}{path}"

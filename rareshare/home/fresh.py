"""What is new for everybody: parts of pages that were just written, and news of the whole site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State as CommunityState
from communities.library import queries as library
from communities.pages.models import SectionVersion
from communities.pages.states import State

MOST = 3
MOST_TOLD = 5
LOOKED_AT = 12  # one afternoon's writing on one page is one piece of news


@dataclass(frozen=True)
class Fresh:
    """One line: what it is, where it leads, and since when it is there."""

    title: str
    text: str
    url: str
    day: date
    is_elsewhere: bool = False


def whats_new(viewer: Viewer) -> list[Fresh]:
    """The newest of each kind, the newest first and each community once; only what is public,
    whoever looks."""
    written = list(_written())
    told = {one.title for one in written}
    opened = [one for one in _opened() if one.title not in told]
    found = [*_news(viewer), *written, *opened]
    return sorted(found, key=lambda one: one.day, reverse=True)[:MOST_TOLD]


def _opened() -> Iterator[Fresh]:
    for community in Community.objects.open().order_by("-pk")[:MOST]:
        day = timezone.localdate(community.created_at)
        yield Fresh(community.name, "A new community", community.get_absolute_url(), day)


def _written() -> Iterator[Fresh]:
    rows = SectionVersion.objects.filter(
        state=State.PUBLISHED, section__community__state=CommunityState.OPEN
    ).exclude(text="")
    told: set[int] = set()
    for version in rows.select_related("section__community").order_by("-pk")[:LOOKED_AT]:
        community = version.section.community
        if community.pk not in told and len(told) < MOST:
            told.add(community.pk)
            text = f"New on its page: {version.section.get_kind_display()}"
            url = community.get_absolute_url() + "#about"
            yield Fresh(community.name, text, url, timezone.localdate(version.written_at))


def _news(viewer: Viewer) -> Iterator[Fresh]:
    for link in library.news_of(viewer, None)[:MOST]:
        yield Fresh(link.title, f"News from {link.source}", link.url, link.published_on, True)

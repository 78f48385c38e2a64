"""Reading the library: everybody what is approved, leaders what waits, members their own."""

from typing import Any

from django.db.models import Count, DateField, F, Q, QuerySet, Value

from communities.groups.models import Community
from communities.groups.permissions import Viewer, can_manage_community
from communities.groups.states import State as CommunityState
from communities.library import permissions
from communities.library.models import NewsLink, Resource
from communities.library.states import State
from rareshare.lib.errors import NotFound


def news_of(viewer: Viewer, community: Community) -> QuerySet[NewsLink]:
    """What leaders approved, the newest first."""
    approved = NewsLink.objects.approved().filter(community=community)
    return approved.order_by("-published_on", "-pk")


def suggestions_to(viewer: Viewer, community: Community) -> QuerySet[NewsLink]:
    """What waits for a decision, the oldest first; for leaders, others see nothing."""
    if not can_manage_community(viewer, community):
        return NewsLink.objects.none()
    waiting = NewsLink.objects.suggested().filter(community=community)
    return waiting.select_related("suggested_by").order_by("pk")


def communities_with_suggestions(viewer: Viewer) -> list[tuple[Community, int]]:
    """The open communities that the viewer leads and where suggestions wait, with how many."""
    waiting = Count("news_links", filter=Q(news_links__state=State.SUGGESTED), distinct=True)
    led = Community.objects.filter(
        state=CommunityState.OPEN, leaderships__user=viewer.pk, leaderships__until=None
    )
    rows = led.annotate(waiting=waiting).filter(waiting__gt=0).order_by("name", "pk")
    return [(one, int(getattr(one, "waiting", 0))) for one in rows]


def news_link(viewer: Viewer, community: Community, pk: int) -> NewsLink:
    """One link: an approved one for everybody, any other for its leaders and who suggested it."""
    found = NewsLink.objects.filter(community=community, pk=pk).select_related("community").first()
    if found is None:
        raise NotFound
    hidden = found.state != State.APPROVED and found.suggested_by_id != viewer.pk
    if hidden and not permissions.can_approve_news_link(viewer, found):
        raise NotFound
    return found


def newest_of(viewer: Viewer, community: Community, limit: int = 3) -> list[dict[str, Any]]:
    """A few news links and a few resources in one go, for the community's own page."""
    news = news_of(viewer, community).values(
        "title", "url", note=F("source"), day=F("published_on"), shelf=Value("news")
    )
    resources = (
        Resource.objects.filter(community=community)
        .order_by("-pk")
        .values(
            "title",
            "url",
            note=F("description"),
            day=Value(None, output_field=DateField()),
            shelf=Value("resource"),
        )
    )
    both: Any = news[:limit].union(resources[:limit], all=True)
    return list(both)


def resources_of(viewer: Viewer, community: Community) -> QuerySet[Resource]:
    """What leaders added, by kind and title."""
    return Resource.objects.filter(community=community).order_by("kind", "title", "pk")

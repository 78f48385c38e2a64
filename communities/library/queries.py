"""Reading the library: everybody what is approved, those who decide all, members their own."""

from itertools import chain
from typing import Any, TypeVar

from django.db.models import Case, CharField, Count, DateField, F, Q, QuerySet, Value, When

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State as CommunityState
from communities.library import permissions
from communities.library.models import UNREACHABLE_AFTER, Feed, NewsLink, Resource, Suggestion
from communities.library.states import FeedState, State
from rareshare.lib.errors import NotFound

S = TypeVar("S", NewsLink, Resource)
_UNREACHABLE = {"state": State.APPROVED, "failures__gte": UNREACHABLE_AFTER}


def news_of(viewer: Viewer, community: Community | None) -> QuerySet[NewsLink]:
    """What was approved, the newest first; None is the shelf of the whole site."""
    approved = NewsLink.objects.filter(community=community, state=State.APPROVED)
    return approved.order_by("-published_on", "-pk")


def resources_of(viewer: Viewer, community: Community | None) -> QuerySet[Resource]:
    """What was approved, by kind and title."""
    return Resource.objects.filter(community=community, state=State.APPROVED).order_by(
        "kind", "title", "pk"
    )


def visible_news(viewer: Viewer, community: Community | None) -> QuerySet[NewsLink]:
    """Everything for those who decide, else what is approved and what the viewer suggested."""
    return _visible(viewer, community, NewsLink.objects.filter(community=community))


def visible_resources(viewer: Viewer, community: Community | None) -> QuerySet[Resource]:
    """Everything for those who decide, else what is approved and what the viewer suggested."""
    return _visible(viewer, community, Resource.objects.filter(community=community))


def suggestions_to(viewer: Viewer, community: Community | None) -> QuerySet[NewsLink]:
    """The news that waits for a decision, the oldest first; for those who decide, others see
    nothing."""
    waiting = NewsLink.objects.filter(community=community, state=State.SUGGESTED)
    return _for_deciders(viewer, community, waiting).select_related("suggested_by", "feed")


def suggested_resources_to(viewer: Viewer, community: Community | None) -> QuerySet[Resource]:
    """The resources that wait for a decision, the oldest first; for those who decide."""
    waiting = Resource.objects.filter(community=community, state=State.SUGGESTED)
    return _for_deciders(viewer, community, waiting).select_related("suggested_by")


def number_waiting(viewer: Viewer, community: Community | None) -> int:
    """How many suggestions wait for a decision; nothing waits for those who do not decide."""
    news = suggestions_to(viewer, community).count()
    return news + suggested_resources_to(viewer, community).count()


def unreachable_in(viewer: Viewer, community: Community | None) -> list[Suggestion]:
    """What is shown and could not be reached on three days; for those who decide."""
    news = _for_deciders(
        viewer, community, NewsLink.objects.filter(community=community, **_UNREACHABLE)
    )
    resources = _for_deciders(
        viewer, community, Resource.objects.filter(community=community, **_UNREACHABLE)
    )
    return [*news[:50], *resources[:50]]


def communities_with_suggestions(viewer: Viewer) -> list[tuple[Community, int]]:
    """The open communities that the viewer leads and where suggestions wait, with how many."""
    led = Community.objects.filter(
        state=CommunityState.OPEN, leaderships__user=viewer.pk, leaderships__until=None
    )
    waits = {"state": State.SUGGESTED, "community__in": led}
    counted: dict[int, int] = {}
    for model in (NewsLink, Resource):
        rows = model.objects.filter(**waits).values_list("community").annotate(Count("pk"))
        for pk, number in rows:
            counted[pk] = counted.get(pk, 0) + number
    found = Community.objects.filter(pk__in=counted).order_by("name", "pk")
    return [(one, counted[one.pk]) for one in found]


def suggestions_by(viewer: Viewer) -> list[Suggestion]:
    """What the viewer suggested, with what became of it, the newest first."""
    if not viewer.is_authenticated:
        return []
    news = NewsLink.objects.filter(suggested_by=viewer.pk).select_related("community")
    resources = Resource.objects.filter(suggested_by=viewer.pk).select_related("community")
    found = chain(news.order_by("-pk")[:50], resources.order_by("-pk")[:50])
    return sorted(found, key=lambda item: item.suggested_at, reverse=True)[:50]


def news_link(viewer: Viewer, community: Community | None, pk: int) -> NewsLink:
    """One link: an approved one for everybody, any other for those who decide on it and for who
    suggested it."""
    return _one(viewer, NewsLink.objects.filter(community=community, pk=pk).first())


def resource(viewer: Viewer, community: Community | None, pk: int) -> Resource:
    """One resource: an approved one for everybody, any other for those who decide on it and for
    who suggested it."""
    return _one(viewer, Resource.objects.filter(community=community, pk=pk).first())


def feeds_of(viewer: Viewer, community: Community | None) -> QuerySet[Feed]:
    """The feeds that are read, with their last error; for those who decide."""
    if not permissions.can_decide(viewer, community):
        raise NotFound
    found = Feed.objects.filter(community=community, state=FeedState.ACTIVE)
    return found.order_by("title", "pk")


def feed(viewer: Viewer, community: Community | None, pk: int) -> Feed:
    """One feed, for those who decide."""
    found = feeds_of(viewer, community).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def newest_of(viewer: Viewer, community: Community | None, limit: int = 3) -> list[dict[str, Any]]:
    """A few news links and a few resources in one go, for a page that holds more than these; `away`
    is the day on which a link that readers are warned of last failed."""
    away = Case(When(failures__gte=UNREACHABLE_AFTER, then=F("last_failed_on")))
    news = news_of(viewer, community).values(
        "title",
        "url",
        note=F("source"),
        day=F("published_on"),
        what=Value("", output_field=CharField()),
        shelf=Value("news"),
        away=away,
    )
    resources = (
        resources_of(viewer, community)
        .order_by("-pk")
        .values(
            "title",
            "url",
            note=F("description"),
            day=Value(None, output_field=DateField()),
            what=F("kind"),
            shelf=Value("resource"),
            away=away,
        )
    )
    both: Any = news[:limit].union(resources[:limit], all=True)
    return list(both)


def _visible(viewer: Viewer, community: Community | None, rows: QuerySet[S]) -> QuerySet[S]:
    if permissions.can_decide(viewer, community):
        return rows
    mine = Q(suggested_by=viewer.pk) if viewer.is_authenticated else Q(pk__in=[])
    return rows.filter(Q(state=State.APPROVED) | mine)


def _for_deciders(viewer: Viewer, community: Community | None, rows: QuerySet[S]) -> QuerySet[S]:
    return rows.order_by("pk") if permissions.can_decide(viewer, community) else rows.none()


def _one(viewer: Viewer, found: S | None) -> S:
    if found is None:
        raise NotFound
    hidden = found.state != State.APPROVED and (
        not viewer.is_authenticated or found.suggested_by_id != viewer.pk
    )
    if hidden and not permissions.can_decide(viewer, found.community):
        raise NotFound
    return found

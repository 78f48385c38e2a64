"""Which communities somebody sees."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from communities.conditions.models import Condition, ConditionParent
from communities.groups import permissions
from communities.groups.models import Community, CommunityEvent, Kind
from communities.groups.permissions import Viewer
from rareshare.lib.errors import NotFound

SMALL_GROUP = 60


def communities_visible_to(viewer: Viewer) -> QuerySet[Community]:
    """Open and archived ones for everybody; proposed ones for the staff who decide on them."""
    if permissions.can_open_community(viewer):
        return Community.objects.all()
    return Community.objects.published()


def community_by_slug(viewer: Viewer, slug: str) -> Community:
    """The community behind a public address."""
    return _one(communities_visible_to(viewer).filter(slug=slug))


def community_by_public_id(viewer: Viewer, public_id: str) -> Community:
    """The community behind an address that tells no illness."""
    return _one(communities_visible_to(viewer).filter(public_id=public_id))


def open_communities(viewer: Viewer) -> QuerySet[Community]:
    """All communities that can be joined, whoever looks, in the order of their names."""
    return Community.objects.open().select_related("condition").order_by("name", "pk")


def undiagnosed_community(viewer: Viewer) -> Community | None:
    """The door for people without a diagnosis; None where nobody opened it yet."""
    found = Community.objects.open().filter(kind=Kind.UNDIAGNOSED)
    return found.order_by("pk").first()


def communities_on(viewer: Viewer, condition_ids: Iterable[int]) -> dict[int, Community]:
    """The open community of each condition that has one, by the condition's id."""
    ids = list(condition_ids)
    found = open_communities(viewer).filter(condition_id__in=ids) if ids else []
    return {community.condition_id or 0: community for community in found}


def communities_nearby(viewer: Viewer, community: Community, *, limit: int = 4) -> list[Community]:
    """Open communities of conditions that stand in the same small group of the classification, or
    right above or below this one. Groups such as "syndromic disease" hold too much to be near."""
    if community.condition_id is None:
        return []
    mine = ConditionParent.objects.filter(child=community.condition_id)
    groups = ConditionParent.objects.filter(parent_code__in=mine.values("parent_code"))
    small = groups.values("parent_code").annotate(size=Count("child", distinct=True))
    near = Condition.objects.filter(
        Q(parents__parent_code__in=small.filter(size__lte=SMALL_GROUP).values("parent_code"))
        | Q(parents__parent=community.condition_id)
        | Q(children__child=community.condition_id)
    )
    found = Community.objects.open().filter(condition__in=near.values("pk"))
    return list(found.exclude(pk=community.pk).order_by("name", "pk")[:limit])


def history_of(viewer: Viewer, community: Community) -> QuerySet[CommunityEvent]:
    """What was decided about the community, newest first; for staff only."""
    if not permissions.can_open_community(viewer):
        raise NotFound
    return community.events.select_related("by", "about").order_by("-pk")


def _one(found: QuerySet[Community]) -> Community:
    community = found.select_related("condition").first()
    if community is None:
        raise NotFound
    return community

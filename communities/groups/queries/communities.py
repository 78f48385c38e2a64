"""Which communities somebody sees."""

from collections.abc import Iterable
from typing import NoReturn

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Count, Q, QuerySet

from communities.conditions.models import Condition, ConditionParent
from communities.conditions.models.naming import address_for
from communities.groups import permissions
from communities.groups.models import Community, CommunityEvent, Kind
from communities.groups.permissions import Viewer
from communities.groups.states import State
from rareshare.lib.errors import Moved, NotFound

SMALL_GROUP = 60
_LONG_WORD, _MOST_WORDS, _LEAST_LIKENESS = 5, 8, 0.3


def communities_visible_to(viewer: Viewer) -> QuerySet[Community]:
    """Open and archived ones, for everybody. What became part of another is not there any more."""
    return Community.objects.published()


def community_by_slug(viewer: Viewer, slug: str) -> Community:
    """The community behind a public address; Moved where it became part of another."""
    found = communities_visible_to(viewer).filter(slug=slug)
    return _one(found) or _moved("slug", slug)


def community_by_public_id(viewer: Viewer, public_id: str) -> Community:
    """The community behind an address that tells no illness; Moved as above."""
    found = communities_visible_to(viewer).filter(public_id=public_id)
    return _one(found) or _moved("public_id", public_id)


def community_at(viewer: Viewer, address: str) -> Community:
    """The community with a public id, or with the slug of its public page; Moved as above."""
    try:
        return community_by_public_id(viewer, address)
    except NotFound:
        return community_by_slug(viewer, address)


def open_communities(viewer: Viewer) -> QuerySet[Community]:
    """All communities that can be joined, whoever looks, in the order of their names."""
    return Community.objects.open().select_related("condition").order_by("name", "pk")


def undiagnosed_community(viewer: Viewer) -> Community | None:
    """The door for people without a diagnosis; None where nobody opened it yet."""
    found = Community.objects.open().filter(kind=Kind.UNDIAGNOSED)
    return found.order_by("pk").first()


def communities_on(viewer: Viewer, condition_ids: Iterable[int]) -> dict[int, Community]:
    """The open community of each condition that has one, by the condition's id. A community that
    took in that of another condition is that condition's too."""
    ids = list(condition_ids)
    if not ids:
        return {}
    known = Community.objects.filter(condition_id__in=ids, state__in=[State.OPEN, State.MERGED])
    found: dict[int, Community] = {}
    for one in known.select_related("condition", "merged_into").order_by("name", "pk"):
        home = one.home
        if home.is_open and (one.is_open or one.condition_id not in found):
            found[one.condition_id or 0] = home
    return found


def communities_like(viewer: Viewer, text: str, *, limit: int = 10) -> list[Community]:
    """Open and archived communities without a condition of the catalogue whose names share a longer
    word with `text`, the likeliest first."""
    words = [word for word in text.split() if len(word) >= _LONG_WORD][:_MOST_WORDS]
    shared = Q(*[("name__icontains", word) for word in words], _connector=Q.OR)
    near = communities_visible_to(viewer).filter(condition=None)
    near = near.annotate(likeness=TrigramSimilarity("name", text))
    likely = Q(likeness__gte=_LEAST_LIKENESS)
    found = near.filter(likely | shared if words else likely)
    return list(found.order_by("-likeness", "name", "pk")[:limit])


def community_named(viewer: Viewer, name: str) -> Community | None:
    """The open community that bears this very name, whatever its case, accents and punctuation, or
    the one that it became part of."""
    known = Community.objects.filter(slug=address_for(name), state__in=[State.OPEN, State.MERGED])
    home = next((one.home for one in known.select_related("merged_into")), None)
    return home if home is not None and home.is_open else None


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


def _one(found: QuerySet[Community]) -> Community | None:
    return found.select_related("condition").first()


def nothing_at(public_id: str) -> NoReturn:
    """NotFound, or Moved where the community at this address became part of another: for rooms that
    read what belongs to a community in a statement of their own."""
    _moved("public_id", public_id)


def _moved(field: str, value: str) -> NoReturn:
    """Where a merged community went, however often that one was merged again."""
    found = Community.objects.filter(**{field: value}, state=State.MERGED).first()
    if found is None:
        raise NotFound
    raise Moved(value, getattr(found.home, field))

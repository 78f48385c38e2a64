"""Suggestions: leaders read those to their community, everybody else their own."""

from django.db.models import Count, Q, QuerySet

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State as CommunityState
from communities.pages import permissions
from communities.pages.models import SectionVersion, Suggestion
from communities.pages.queries.contents import known_kind, published_text
from communities.pages.states import SuggestionState
from rareshare.lib.errors import NotAllowed, NotFound


def section_to_suggest(viewer: Viewer, community: Community, kind: str) -> SectionVersion | None:
    """What a member starts from: the text that stands, or None where there is none."""
    known_kind(kind)
    if not permissions.can_suggest_text(viewer, community):
        raise NotAllowed("Join this community to suggest a text.")
    return published_text(community, kind)


def suggestions_to(viewer: Viewer, community: Community) -> QuerySet[Suggestion]:
    """What waits for a decision, the oldest first; for leaders, others see nothing."""
    if not permissions.can_write_section(viewer, community):
        return Suggestion.objects.none()
    waiting = Suggestion.objects.filter(
        section__community=community, state=SuggestionState.SUGGESTED
    )
    return _with_people(waiting).order_by("pk")


def suggestions_in(viewer: Viewer, community: Community, kind: str = "") -> QuerySet[Suggestion]:
    """All suggestions to a community or to one section: leaders see everybody's, others theirs."""
    rows = Suggestion.objects.filter(section__community=community)
    if kind:
        rows = rows.filter(section__kind=known_kind(kind))
    if not permissions.can_write_section(viewer, community):
        rows = rows.filter(author=viewer.pk)
    return _with_people(rows)


def suggestion_in(viewer: Viewer, community: Community, pk: int) -> Suggestion:
    """One suggestion, for leaders of the community and for its writer; nobody else knows of it."""
    found = suggestions_in(viewer, community).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def suggestion_to_decide(viewer: Viewer, community: Community, pk: int) -> Suggestion:
    """One suggestion before a leader's eyes."""
    found = suggestion_in(viewer, community, pk)
    if not permissions.can_accept_suggestion(viewer, found):
        raise NotAllowed("Only leaders of this community decide on suggestions.")
    return found


def own_suggestions(viewer: Viewer) -> QuerySet[Suggestion]:
    """What the viewer suggested anywhere, the newest first, with what was decided."""
    return _with_people(Suggestion.objects.filter(author=viewer.pk)).order_by("-pk")


def communities_with_suggestions(viewer: Viewer) -> list[tuple[Community, int]]:
    """The open communities that the viewer leads and where texts wait, with how many."""
    state = Q(sections__suggestions__state=SuggestionState.SUGGESTED)
    led = Community.objects.filter(
        state=CommunityState.OPEN, leaderships__user=viewer.pk, leaderships__until=None
    )
    waiting = Count("sections__suggestions", filter=state, distinct=True)
    rows = led.annotate(waiting=waiting).filter(waiting__gt=0).order_by("name", "pk")
    return [(one, int(getattr(one, "waiting", 0))) for one in rows]


def _with_people(rows: QuerySet[Suggestion]) -> QuerySet[Suggestion]:
    people = ("author", "decided_by", "version", "section__community")
    return rows.select_related(*people).prefetch_related("sources")

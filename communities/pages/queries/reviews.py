"""Reviews: what experts said about a text, and which texts wait for one of them."""

from django.db.models import F, QuerySet

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.groups.states import State as CommunityState
from communities.pages import permissions, reviewers
from communities.pages.models import MEDICAL, Review, SectionVersion
from communities.pages.queries.contents import known_kind, published_text, with_people
from communities.pages.states import State, Verdict
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound


def section_to_review(viewer: Viewer, community: Community, kind: str) -> SectionVersion:
    """The text that stands, before the eyes of an expert of this community."""
    known_kind(kind)
    if not reviewers.is_reviewer(viewer, community):
        raise NotAllowed("Only experts who are verified for this community review its texts.")
    found = published_text(community, kind)
    if found is None or not found.text or not found.is_medical:
        raise NotFound
    found.section.community = community
    return found


def sections_to_review(viewer: Viewer) -> QuerySet[SectionVersion]:
    """The medical texts that wait for this expert: not reviewed yet or overdue, the longest waiting
    first; without their own texts and those they already said something about."""
    communities = reviewers.communities_reviewed_by(viewer) if viewer.is_authenticated else []
    standing = SectionVersion.objects.filter(
        state=State.PUBLISHED,
        section__kind__in=MEDICAL,
        section__community__in=communities,
        section__community__state=CommunityState.OPEN,
    )
    waiting = standing.exclude(text="").exclude(next_review_due__gte=clock.today())
    said = Review.objects.filter(reviewer=viewer.pk, verdict=Verdict.NEEDS_CHANGE)
    waiting = waiting.exclude(pk__in=said.values("version"))
    waiting = waiting.exclude(author=viewer.pk).exclude(suggestion__author=viewer.pk)
    return (
        with_people(waiting)
        .select_related("section__community")
        .order_by(F("next_review_due").asc(nulls_last=True), "written_at", "pk")
    )


def reviews_of(viewer: Viewer, community: Community, kind: str) -> QuerySet[Review]:
    """What experts said about the texts of a section, the newest first; for those who may see the
    texts. What a text lacks is told to leaders and experts only."""
    known_kind(kind)
    if not permissions.can_see_history(viewer, community):
        raise NotAllowed("Join this community to see how its page came about.")
    rows = Review.objects.filter(
        version__section__community=community, version__section__kind=kind
    ).select_related("reviewer", "version")
    insider = permissions.can_see_removed_texts(viewer, community)
    if not insider and not reviewers.is_reviewer(viewer, community):
        rows = rows.filter(verdict=Verdict.APPROVED)
    return rows.order_by("-pk")

"""What waits for the leaders of a page."""

from dataclasses import dataclass

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.pages import permissions
from communities.pages.models import Review, SectionKind, SectionVersion
from communities.pages.queries.contents import contents_of
from communities.pages.queries.suggestions import suggestions_to
from communities.pages.states import State, Verdict
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed


@dataclass(frozen=True)
class Work:
    """The sections that nobody wrote, those that want a review, what experts asked to change, and
    how many suggestions wait."""

    missing: list[SectionKind]
    overdue: list[SectionVersion]
    unreviewed: list[SectionVersion]
    to_change: list[Review]
    suggestions: int

    @property
    def is_done(self) -> bool:
        """True where a leader has nothing to do for the page; reviews are for experts."""
        return not (self.missing or self.to_change or self.suggestions)


def work_of(viewer: Viewer, community: Community) -> Work:
    """What leaders of this community could do next for its page."""
    if not permissions.can_write_section(viewer, community):
        raise NotAllowed("Only leaders of this community write its page.")
    contents = contents_of(viewer, community)
    asked = Review.objects.filter(
        version__section__community=community,
        version__state=State.PUBLISHED,
        version__reviewed_at=None,  # an approval after it would have settled it
        verdict=Verdict.NEEDS_CHANGE,
    )
    return Work(
        missing=contents.missing,
        overdue=contents.overdue(clock.today()),
        unreviewed=contents.unreviewed,
        to_change=list(asked.select_related("version__section", "reviewer").order_by("pk")),
        suggestions=suggestions_to(viewer, community).count(),
    )

"""The page as readers see it: what is published, and the works that it rests on."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, OuterRef, Prefetch, QuerySet, Subquery, When

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.pages import permissions
from communities.pages.models import MEDICAL, Reference, Review, SectionKind, SectionVersion
from communities.pages.states import State, Verdict
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class Contents:
    """The published sections of one page, in a reader's order."""

    sections: dict[str, SectionVersion]

    def get(self, kind: SectionKind) -> SectionVersion | None:
        """One section; None where nobody wrote it."""
        return self.sections.get(kind)

    @property
    def missing(self) -> list[SectionKind]:
        """What leaders could still write."""
        return [kind for kind in SectionKind if kind not in self.sections]

    @property
    def medical(self) -> list[SectionVersion]:
        """The sections that hold medical facts."""
        return [version for kind, version in self.sections.items() if kind in MEDICAL]

    @property
    def unreviewed(self) -> list[SectionVersion]:
        """The medical facts that no expert has approved as they stand."""
        return [version for version in self.medical if not version.is_reviewed]

    @property
    def questioned(self) -> list[SectionVersion]:
        """The medical facts of which an expert said that they need a change."""
        return [version for version in self.unreviewed if version.questioned_at]

    @property
    def is_reviewed(self) -> bool:
        """True where an expert reviewed every medical fact that stands here."""
        return not self.unreviewed

    def overdue(self, today: date) -> list[SectionVersion]:
        """The medical facts whose review is older than it was meant to last."""
        return [version for version in self.medical if version.is_overdue(today)]

    @property
    def review_note(self) -> str:
        """What the page as a whole must tell its readers; empty where every review is fresh."""
        if self.questioned:
            return "An expert found that parts of this page need a change."
        if self.unreviewed:
            some = len(self.unreviewed) < len(self.medical)
            what = "Parts of this page are" if some else "This page is"
            return f"{what} not yet reviewed by a medical expert."
        if self.overdue(clock.today()):
            return "The review of parts of this page is overdue."
        return ""


def contents_of(viewer: Viewer, community: Community) -> Contents:
    """The sections that are written, without those that are empty."""
    published = SectionVersion.objects.filter(section__community=community, state=State.PUBLISHED)
    rows = with_people(published.exclude(text=""))
    found = {version.section.kind: version for version in rows}
    return Contents({kind: found[kind] for kind in SectionKind if kind in found})


def section_of(viewer: Viewer, community: Community, kind: str) -> SectionVersion:
    """The published text of one section; NotFound where there is none."""
    found = published_text(community, kind)
    if found is None:
        raise NotFound
    return found


def section_to_write(viewer: Viewer, community: Community, kind: str) -> SectionVersion | None:
    """What a leader starts from: the newest text, or None where there is none yet."""
    known_kind(kind)
    if not permissions.can_write_section(viewer, community):
        raise NotAllowed("Only leaders of this community write its page.")
    return published_text(community, kind)


def references_of(viewer: Viewer, community: Community) -> QuerySet[Reference]:
    """The works that the page rests on, by their authors."""
    found = Reference.objects.current().filter(community=community)
    return found.order_by("authors", "year", "pk")


def reference_in(viewer: Viewer, community: Community, pk: int) -> Reference:
    """One work that stands on this community's page."""
    found = references_of(viewer, community).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def names_in_texts(community: Community) -> list[str]:
    """What the condition is called; its name counts as one short word for the reading grade."""
    if community.condition_id is None:
        return [community.name]
    names = community.condition.names.values_list("text", flat=True)  # type: ignore[union-attr]
    return [community.name, *names]


def known_kind(kind: str) -> SectionKind:
    """The section behind a word in an address; NotFound where there is none."""
    if kind not in SectionKind.values:
        raise NotFound
    return SectionKind(kind)


def published_text(community: Community, kind: str) -> SectionVersion | None:
    """What stands on the page now, as a row; None where the section was never written."""
    return versions_in(community, kind).filter(state=State.PUBLISHED).first()


def versions_in(community: Community, kind: str) -> QuerySet[SectionVersion]:
    """All texts that a section ever had."""
    return with_people(
        SectionVersion.objects.filter(section__community=community, section__kind=kind)
    )


def with_people(rows: QuerySet[SectionVersion]) -> QuerySet[SectionVersion]:
    """With who wrote and reviewed them, when an expert asked for a change that no approval has
    settled, and the works each rests on, in two statements."""
    sources = Prefetch("sources", Reference.objects.order_by("authors", "year", "pk"))
    asked = Review.objects.filter(version=OuterRef("pk"), verdict=Verdict.NEEDS_CHANGE)
    latest = Subquery(asked.order_by("-pk").values("at")[:1])
    rows = rows.annotate(last_questioned=Case(When(reviewed_at=None, then=latest)))
    return rows.select_related("section", "author", "reviewer").prefetch_related(sources)

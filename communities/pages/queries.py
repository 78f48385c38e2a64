"""Reading the page of a community: everybody reads what is published, leaders read its history."""

from dataclasses import dataclass

from django.db.models import QuerySet

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.pages import permissions
from communities.pages.models import MEDICAL, Reference, SectionKind, SectionVersion
from communities.pages.states import State
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
    def is_reviewed(self) -> bool:
        """True where an expert reviewed every medical fact that stands here."""
        return all(version.reviewed_at is not None for version in self.medical)


def contents_of(viewer: Viewer, community: Community) -> Contents:
    """The sections that are written, without those that are empty."""
    published = SectionVersion.objects.filter(section__community=community, state=State.PUBLISHED)
    rows = published.exclude(text="").select_related("section", "author", "reviewer")
    found = {version.section.kind: version for version in rows}
    return Contents({kind: found[kind] for kind in SectionKind if kind in found})


def section_of(viewer: Viewer, community: Community, kind: str) -> SectionVersion:
    """The published text of one section; NotFound where there is none."""
    found = _versions(community, kind).filter(state=State.PUBLISHED).first()
    if found is None:
        raise NotFound
    return found


def section_to_write(viewer: Viewer, community: Community, kind: str) -> SectionVersion | None:
    """What a leader starts from: the newest text, or None where there is none yet."""
    if kind not in SectionKind.values:
        raise NotFound
    if not permissions.can_write_section(viewer, community):
        raise NotAllowed("Only leaders of this community write its page.")
    return _versions(community, kind).filter(state=State.PUBLISHED).first()


def versions_of(viewer: Viewer, community: Community, kind: str) -> QuerySet[SectionVersion]:
    """All texts that a section ever had, the newest first; for leaders."""
    if kind not in SectionKind.values:
        raise NotFound
    if not permissions.can_write_section(viewer, community):
        raise NotAllowed("Only leaders of this community see the history of its page.")
    return _versions(community, kind).order_by("-number")


def references_of(viewer: Viewer, community: Community) -> QuerySet[Reference]:
    """The works that the page rests on, by their authors."""
    return Reference.objects.filter(community=community).order_by("authors", "year", "pk")


def reference_in(viewer: Viewer, community: Community, pk: int) -> Reference:
    """One work of this community's page."""
    found = Reference.objects.filter(community=community, pk=pk).first()
    if found is None:
        raise NotFound
    return found


def _versions(community: Community, kind: str) -> QuerySet[SectionVersion]:
    rows = SectionVersion.objects.filter(section__community=community, section__kind=kind)
    return rows.select_related("section", "author", "reviewer")

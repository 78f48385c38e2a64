"""How a section came about: its texts, and what changed between two of them."""

from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.db.models.functions import Coalesce

from communities.groups.models import Community
from communities.groups.permissions import Viewer
from communities.pages import permissions
from communities.pages.differences import Part, difference
from communities.pages.models import SectionVersion
from communities.pages.queries.contents import known_kind, versions_in
from rareshare.lib.errors import NotAllowed, NotFound


@dataclass(frozen=True)
class Comparison:
    """Two texts of one section and the words between them."""

    old: SectionVersion
    new: SectionVersion
    parts: list[Part]


def versions_of(viewer: Viewer, community: Community, kind: str) -> QuerySet[SectionVersion]:
    """The texts that a section had, the newest first; for members and the community's experts.
    What stood here before the section was taken off the page is for leaders only."""
    known_kind(kind)
    if not permissions.can_see_history(viewer, community):
        raise NotAllowed("Join this community to see how its page came about.")
    versions = versions_in(community, kind).order_by("-number")
    if permissions.can_see_removed_texts(viewer, community):
        return versions
    emptied = versions_in(community, kind).order_by().filter(text="")
    last = emptied.aggregate(last=Coalesce(Max("number"), 0))["last"]
    return versions.filter(number__gt=last)


def version_of(viewer: Viewer, community: Community, kind: str, number: int) -> SectionVersion:
    """One text of the history, for those who may see it."""
    found = versions_of(viewer, community, kind).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def comparison_of(
    viewer: Viewer, community: Community, kind: str, old: int, new: int
) -> Comparison:
    """What changed between two texts, word by word; for those who may see both."""
    found = {
        v.number: v for v in versions_of(viewer, community, kind).filter(number__in=[old, new])
    }
    if {old, new} - set(found):
        raise NotFound
    parts = difference(found[old].text, found[new].text)
    return Comparison(found[old], found[new], parts)

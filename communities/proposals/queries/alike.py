"""What is near to a proposal: illnesses of the list, communities, and other proposals."""

import re
from dataclasses import dataclass, field

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from accounts.models import User
from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.conditions.models.naming import comparable
from communities.conditions.queries import Match
from communities.groups import queries as groups
from communities.groups.models import Community, Kind
from communities.groups.permissions import Viewer
from communities.proposals import permissions
from communities.proposals.models import About, Proposal
from communities.proposals.states import WAITING
from rareshare.lib.errors import NotFound

MOST_ALIKE = 6
_LEAST_LIKENESS = 0.4
# So many are looked at, so that the nearest are among them.
_MOST_LOOKED_AT = 20
_NO_DIAGNOSIS = re.compile(r"undiagnos|diagnos|without a name|no name|unknown", re.IGNORECASE)


@dataclass(frozen=True)
class Near:
    """An illness of the list and, where there is one, its community."""

    match: Match
    community: Community | None


@dataclass(frozen=True)
class Alike:
    """What bears a name like this one. `communities` are those without an illness in the list:
    first those with such a name, then groups of people without a diagnosis. `waiting` is how many
    other groups without a diagnosis were proposed and wait, where this is one."""

    conditions: list[Near] = field(default_factory=list)
    communities: list[Community] = field(default_factory=list)
    waiting: int = 0


@dataclass(frozen=True)
class Obstacle:
    """Why a proposal cannot be sent: there is a community, or somebody proposed it before. `asked`
    is what was asked for, so that nothing of the earlier one has to be shown."""

    asked: Proposal
    community: Community | None = None
    earlier: Proposal | None = None

    def __bool__(self) -> bool:
        return bool(self.community or self.earlier)


def alike_of(viewer: Viewer, name: str, about: str = "") -> Alike:
    """Illnesses and communities with a name like this: first those that bear it, then those that
    hold it, then those that are spelled much like it. To a group of people without a diagnosis no
    illness is near but one that its name says; other such groups are, also those that wait."""
    undiagnosed = about == About.UNDIAGNOSED or bool(_NO_DIAGNOSIS.search(name))
    matches = _nearest(name, conditions.search_conditions(name, limit=_MOST_LOOKED_AT))
    if undiagnosed:
        matches = [match for match in matches if match.literal]
    homes = groups.communities_on(viewer, [match.id for match in matches])
    near = [Near(match, homes.get(match.id)) for match in matches]
    named = groups.communities_like(viewer, name, limit=MOST_ALIKE)
    without = groups.open_communities(viewer).filter(kind=Kind.UNDIAGNOSED)[:MOST_ALIKE]
    once = {community.pk: community for community in [*named, *without]}
    waiting = _waiting_without_diagnosis(viewer).count() if undiagnosed else 0
    return Alike(near, list(once.values()), waiting)


def _nearest(name: str, matches: list[Match]) -> list[Match]:
    asked = comparable(name)

    def far(match: Match) -> tuple[bool, bool, bool]:
        found = comparable(match.matched_name)
        return (found != asked, asked not in comparable(match.name), asked not in found)

    return sorted(matches, key=far)[:MOST_ALIKE]


def _waiting_without_diagnosis(viewer: Viewer) -> QuerySet[Proposal]:
    """The groups without a diagnosis that other people proposed; only counted for the viewer."""
    waiting = Proposal.objects.filter(about=About.UNDIAGNOSED, state__in=WAITING)
    return waiting.exclude(proposer=viewer.pk)


def obstacle_of(viewer: Viewer, proposal: Proposal) -> Obstacle:
    """A community on the same illness or of the same name, or another proposal that waits. Of that
    one the viewer learns only that it exists."""
    community = None
    if proposal.condition_id is not None:
        found = groups.communities_on(viewer, [proposal.condition_id])
        community = found.get(proposal.condition_id)
    if community is None and proposal.about != About.LISTED:
        community = groups.community_named(viewer, proposal.name)
    return Obstacle(proposal, community, None if community else earlier_than(proposal))


def earlier_than(proposal: Proposal) -> Proposal | None:
    """Somebody else's proposal of the same illness or name that waits."""
    same = Q(name_key=proposal.name_key)
    if proposal.condition_id is not None:
        same |= Q(condition=proposal.condition_id)
    waiting = Proposal.objects.filter(same, state__in=WAITING)
    return waiting.exclude(pk=proposal.pk).order_by("pk").first()


def earlier_for(viewer: Viewer, name: str, condition: Condition | None) -> Proposal:
    """The waiting proposal of this illness or name, for somebody who wants to hear what becomes of
    it; they are shown nothing of it."""
    found = earlier_than(Proposal(name_key=comparable(name), condition=condition))
    if not isinstance(viewer, User) or found is None:
        raise NotFound
    return found


def proposals_like(viewer: Viewer, proposal: Proposal) -> list[Proposal]:
    """Other proposals of this illness or with a name like this, sent at any time, and beside a
    group without a diagnosis the others that wait; staff only."""
    if not permissions.can_see_desk(viewer):
        raise NotFound
    alike = Q(likeness__gte=_LEAST_LIKENESS)
    if proposal.condition_id is not None:
        alike |= Q(condition=proposal.condition_id)
    if proposal.about == About.UNDIAGNOSED:
        alike |= Q(about=About.UNDIAGNOSED, state__in=WAITING)
    sent = Proposal.objects.exclude(pk=proposal.pk).filter(sent_at__isnull=False)
    near = sent.annotate(likeness=TrigramSimilarity("name_key", proposal.name_key)).filter(alike)
    return list(near.select_related("community").order_by("-likeness", "-pk")[:MOST_ALIKE])

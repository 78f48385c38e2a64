"""Proposals as their proposers and staff see them; nobody else sees any."""

from django.db.models import Q, QuerySet

from accounts.models import User
from communities.groups.permissions import Viewer
from communities.proposals import permissions
from communities.proposals.models import About, Proposal, ProposalEvent, ProposalWatch
from communities.proposals.states import WAITING, State
from rareshare.lib.errors import NotFound


def proposals_visible_to(viewer: Viewer) -> QuerySet[Proposal]:
    """One's own; for staff also all that were sent."""
    if not isinstance(viewer, User):
        return Proposal.objects.none()
    mine = Q(proposer=viewer)
    if permissions.can_see_desk(viewer):
        mine |= Q(sent_at__isnull=False)
    return _proposals().filter(mine)


def own_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """What the viewer sent, the newest first; a draft stands on the pages of starting."""
    if not isinstance(viewer, User):
        return Proposal.objects.none()
    return _proposals().filter(proposer=viewer, sent_at__isnull=False).order_by("-pk")


def sent_proposals(viewer: Viewer) -> QuerySet[Proposal]:
    """All that the viewer may see and that were sent."""
    return proposals_visible_to(viewer).filter(sent_at__isnull=False)


def proposal_for(viewer: Viewer, public_id: str) -> Proposal:
    """One proposal, for its proposer and for staff."""
    found = proposals_visible_to(viewer).filter(public_id=public_id).first()
    if found is None or not permissions.can_see_proposal(viewer, found):
        raise NotFound
    return found


def draft_of(viewer: Viewer) -> Proposal | None:
    """What the viewer has answered so far and not sent yet."""
    if not isinstance(viewer, User):
        return None
    return _proposals().filter(proposer=viewer, state=State.DRAFT).first()


def proposals_at_desk(viewer: Viewer, *, show: str = "") -> QuerySet[Proposal]:
    """What waits for staff, the oldest first; or what was decided or taken back after it was sent,
    the newest first: all of it (`decided`) or of one state."""
    if not permissions.can_see_desk(viewer):
        raise NotFound
    if not show:
        return _proposals().filter(state__in=WAITING).order_by("sent_at", "pk")
    done = [State.APPROVED, State.DECLINED, State.WITHDRAWN]
    states = done if show == "decided" else [one for one in done if one == show]
    return _proposals().filter(state__in=states, sent_at__isnull=False).order_by("-pk")


def notices_of(viewer: Viewer) -> QuerySet[ProposalWatch]:
    """What the viewer waits for, the newest first; nobody sees what others wait for."""
    if not isinstance(viewer, User):
        return ProposalWatch.objects.none()
    mine = ProposalWatch.objects.filter(user=viewer)
    return mine.select_related("proposal__community").order_by("-pk")


def notice_for(viewer: Viewer, pk: int) -> ProposalWatch:
    """One thing that the viewer waits for."""
    found = notices_of(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def waiting_count(viewer: Viewer) -> int:
    """How many proposals wait for a word of staff; those that wait for the proposer do not."""
    return proposals_at_desk(viewer).filter(state=State.PROPOSED).order_by().count()


def history_of(viewer: Viewer, proposal: Proposal) -> list[ProposalEvent]:
    """Who did what and when, the first step first; for those who see the proposal."""
    if not permissions.can_see_proposal(viewer, proposal):
        raise NotFound
    return list(proposal.events.select_related("by"))


def missing_of(proposal: Proposal) -> dict[str, str]:
    """The questions without an answer, each with what to do; empty when it can be sent."""
    found = {}
    if not proposal.name:
        found["name"] = "Write the name."
    if not proposal.about or (proposal.about == About.LISTED and proposal.condition_id is None):
        found["about"] = "Choose which illness it is about."
    if not proposal.why:
        found["why"] = "Say who the community is for."
    if not proposal.link:
        found["link"] = "Choose what brings you here."
    if proposal.wants_to_lead is None:
        found["wants_to_lead"] = "Choose whether you want to lead."
    return found


def _proposals() -> QuerySet[Proposal]:
    return Proposal.objects.select_related("condition", "community", "decided_by", "proposer")

"""Who may propose a community, and who decides."""

from accounts.models import User
from communities.groups import permissions as groups
from communities.groups.permissions import Viewer
from communities.proposals.models import Proposal, ProposalWatch
from communities.proposals.states import CHANGEABLE, WAITING, State


def can_propose_community(user: Viewer) -> bool:
    """Everybody with an account."""
    return isinstance(user, User)


def can_answer_proposal(user: Viewer, proposal: Proposal | None) -> bool:
    """Everybody with an account begins one; only its proposer changes it, before it is sent and
    while a question of our team waits for an answer."""
    if not isinstance(user, User) or proposal is None:
        return isinstance(user, User)
    return proposal.proposer_id == user.pk and proposal.state in CHANGEABLE


def can_send_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Only its proposer sends it, the first time and again after a question."""
    return can_answer_proposal(user, proposal)


def can_resend_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Only its proposer answers a question of our team."""
    return can_answer_proposal(user, proposal)


def can_withdraw_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Only its proposer takes it back, until it is decided."""
    open_states = {State.DRAFT, *WAITING}
    return (
        isinstance(user, User)
        and proposal.proposer_id == user.pk
        and (proposal.state in open_states)
    )


def can_see_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Its proposer always; staff who open communities once it was sent."""
    if not isinstance(user, User):
        return False
    return proposal.proposer_id == user.pk or (can_see_desk(user) and proposal.sent_at is not None)


def can_see_desk(user: Viewer) -> bool:
    """Those who open communities decide on proposals."""
    return groups.can_open_community(user)


def can_approve_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Staff who open communities, but nobody about their own wish."""
    return can_see_desk(user) and proposal.proposer_id != getattr(user, "pk", None)


def can_ask_about_proposal(user: Viewer, proposal: Proposal) -> bool:
    """As for approving."""
    return can_approve_proposal(user, proposal)


def can_decline_proposal(user: Viewer, proposal: Proposal) -> bool:
    """As for approving."""
    return can_approve_proposal(user, proposal)


def can_unwatch_proposal(user: Viewer, watch: ProposalWatch) -> bool:
    """Whoever waits stops waiting at any time."""
    return isinstance(user, User) and watch.user_id == user.pk


def can_watch_proposal(user: Viewer, proposal: Proposal) -> bool:
    """Somebody else with an account who wants the same, while it waits."""
    return isinstance(user, User) and proposal.is_waiting and proposal.proposer_id != user.pk

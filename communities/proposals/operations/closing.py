"""What becomes of a proposal when its proposer closes the account."""

from accounts.models import User
from communities.proposals import emails
from communities.proposals.models import Proposal
from communities.proposals.operations import moving
from communities.proposals.states import WAITING, State
from rareshare.lib import rows
from rareshare.lib.locks import locked

_OPEN = (State.DRAFT, *WAITING)


def withdraw_for_closed_accounts() -> int:
    """Proposals of people who closed their account end by themselves, so that others can propose
    the same; who waited for the community hears of it."""
    gone = User.objects.filter(is_active=False)
    left = Proposal.objects.filter(proposer__in=gone, state__in=_OPEN).order_by("pk")
    return rows.each(left, _withdraw, what="end the proposal of a closed account")


def _withdraw(proposal: Proposal) -> int:
    proposal = locked(proposal)
    if proposal.state not in _OPEN or proposal.proposer.is_active:
        return 0
    moving.move(proposal, State.WITHDRAWN, by=None)
    emails.proposal_opened(proposal)
    return 1

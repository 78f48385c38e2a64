"""What can be done with proposals, by whom: proposers ask, staff decide."""

from communities.proposals.operations.asking import (
    Taken,
    answer_proposal,
    propose_community,
    resend_proposal,
    send_proposal,
    unwatch_proposal,
    watch_proposal,
    withdraw_proposal,
)
from communities.proposals.operations.closing import withdraw_for_closed_accounts
from communities.proposals.operations.deciding import (
    approve_proposal,
    ask_about_proposal,
    decline_proposal,
)

__all__ = [
    "Taken",
    "answer_proposal",
    "approve_proposal",
    "ask_about_proposal",
    "decline_proposal",
    "propose_community",
    "resend_proposal",
    "send_proposal",
    "unwatch_proposal",
    "watch_proposal",
    "withdraw_for_closed_accounts",
    "withdraw_proposal",
]

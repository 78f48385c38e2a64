"""What can be done about leading, by noun."""

from communities.leaders.operations.asking import (
    apply_to_lead,
    ask_after_merge,
    ask_member_to_lead,
    hand_over_leadership,
)
from communities.leaders.operations.deciding import (
    accept_asking,
    approve_application,
    decline_application,
    refuse_asking,
    withdraw_application,
    withdraw_for_closed_accounts,
    withdraw_open,
)
from communities.leaders.operations.leading import (
    dismiss_leader,
    greet_newcomer,
    send_hello,
    stop_leading,
)
from communities.leaders.operations.periods import ask_members, note_leaderless
from communities.leaders.operations.terms import ask_about_terms, end_lapsed_terms

__all__ = [
    "accept_asking",
    "apply_to_lead",
    "approve_application",
    "ask_about_terms",
    "ask_after_merge",
    "ask_member_to_lead",
    "ask_members",
    "decline_application",
    "dismiss_leader",
    "end_lapsed_terms",
    "greet_newcomer",
    "hand_over_leadership",
    "note_leaderless",
    "refuse_asking",
    "send_hello",
    "stop_leading",
    "withdraw_application",
    "withdraw_for_closed_accounts",
    "withdraw_open",
]

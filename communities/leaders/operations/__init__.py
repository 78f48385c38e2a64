"""What can be done about leading, by noun."""

from communities.leaders.operations.applications import (
    accept_asking,
    apply_to_lead,
    approve_application,
    ask_after_merge,
    ask_member_to_lead,
    decline_application,
    hand_over_leadership,
    refuse_asking,
    withdraw_application,
    withdraw_open,
)
from communities.leaders.operations.leading import (
    dismiss_leader,
    greet_newcomer,
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
    "stop_leading",
    "withdraw_application",
    "withdraw_open",
]

"""What can be done in research, by noun."""

from registry.research.operations.applying import (
    edit_application,
    sign_agreement,
    start_application,
    submit_application,
    withdraw_application,
)
from registry.research.operations.building import refresh_counts
from registry.research.operations.campaigning import (
    close_campaign,
    draft_campaign,
    freeze_cohort,
    send_campaign,
)
from registry.research.operations.counting import ask_count, ask_inquiry
from registry.research.operations.deciding import (
    decide_application,
    declare_conflict,
    return_application,
    vote_on_application,
)
from registry.research.operations.people import accept_rules, lift_lock, seat_member
from registry.research.operations.releasing import answer_invitation, open_contacts

__all__ = [
    "accept_rules",
    "answer_invitation",
    "ask_count",
    "ask_inquiry",
    "close_campaign",
    "decide_application",
    "declare_conflict",
    "draft_campaign",
    "edit_application",
    "freeze_cohort",
    "lift_lock",
    "open_contacts",
    "refresh_counts",
    "return_application",
    "seat_member",
    "send_campaign",
    "sign_agreement",
    "start_application",
    "submit_application",
    "vote_on_application",
    "withdraw_application",
]

"""Who may confirm and pause a participant's yearly updates: those who act for the participant."""

from accounts.models import User
from registry.enrollment.models import Participant
from registry.enrollment.permissions import acts_for


def can_confirm_update(user: User, participant: Participant) -> bool:
    """Only those who act for a participant sign that nothing has changed."""
    return acts_for(user, participant)


def can_pause_updates(user: User, participant: Participant) -> bool:
    """Only those who act for a participant stop its letters for a while."""
    return acts_for(user, participant)


def can_resume_updates(user: User, participant: Participant) -> bool:
    """Only those who act for a participant let its letters come again."""
    return acts_for(user, participant)

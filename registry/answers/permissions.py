"""Who may answer for a participant."""

from accounts.models import User
from registry.enrollment.models import Participant
from registry.enrollment.permissions import acts_for


def can_record_response(user: User, participant: Participant) -> bool:
    """Only those who act for a participant answer for that participant."""
    return acts_for(user, participant)

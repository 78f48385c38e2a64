"""Who may answer for a participant."""

from accounts.models import User
from registry.enrollment.models import Actor, Participant


def can_record_response(user: User, participant: Participant) -> bool:
    """Only those who act for a participant answer for that participant."""
    return Actor.objects.filter(participant=participant, user_id=user.pk, until=None).exists()

"""What happened to an account, append-only."""

from django.db import models

from accounts.models.user import User
from rareshare.lib.models import Event


class UserEvent(Event):
    """One step of an account: registered, role granted or taken back, name or place changed. It
    names fields and roles, never their personal content."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="events")
    role = models.CharField(max_length=20, blank=True)

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["user", "-at"], name="user_event_user")]

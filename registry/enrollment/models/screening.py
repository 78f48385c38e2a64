"""The answers that decide whether somebody can join; encrypted, kept for days, then forgotten."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto, ids
from registry.enrollment.models.participant import Participant
from registry.enrollment.states import Outcome, ScreeningState

KEPT_OPEN = timedelta(days=30)
KEPT_FINISHED = timedelta(days=90)


def open_until() -> datetime:
    return clock.now() + KEPT_OPEN


class ScreeningQuerySet(models.QuerySet["Screening"]):
    """Sets of screenings."""

    def alive(self, at: datetime) -> "ScreeningQuerySet":
        """Those whose days are not over."""
        return self.filter(expires_at__gt=at)


class Screening(models.Model):
    """One run through the screening questions. It belongs to a random token in a cookie until
    somebody signs in and claims it."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="screenings"
    )
    token_digest = models.CharField(max_length=64, blank=True, db_index=True)
    row_key = crypto.RowKeyField()
    answers = crypto.EncryptedTextField()
    state = models.CharField(
        max_length=12, choices=ScreeningState.choices, default=ScreeningState.OPEN
    )
    outcome = models.CharField(max_length=30, choices=Outcome.choices, blank=True)
    participant = models.OneToOneField(
        Participant, null=True, on_delete=models.PROTECT, related_name="screening"
    )
    started_at = models.DateTimeField(default=clock.now, editable=False)
    saved_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField(default=open_until, db_index=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScreeningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ScreeningState.values), name="screening_state_known"
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(token_digest=""), name="screening_has_owner"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(state=ScreeningState.OPEN), name="screening_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"Screening {self.public_id}"

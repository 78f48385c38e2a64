"""Who was verified as an expert for which community, by whom, on what proof, until when."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto
from rareshare.lib.models import Event


class VerificationQuerySet(models.QuerySet["ExpertVerification"]):
    """Filters over verifications."""

    def current(self, on: date) -> "VerificationQuerySet":
        """Neither ended nor expired on that day."""
        return self.filter(ended_at=None, expires_on__gte=on)


class ExpertVerification(models.Model):
    """Staff saw proof that this person has this profession; it holds for one community and until
    a day."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="verifications"
    )
    community = models.ForeignKey(
        "groups.Community", on_delete=models.PROTECT, related_name="verifications"
    )
    profession = models.CharField(max_length=120)
    row_key = crypto.RowKeyField()
    proof = crypto.EncryptedTextField()  # what staff saw; never leaves the desk
    conflict_of_interest = models.CharField(max_length=300, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(default=clock.now)
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    objects = VerificationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "community"],
                condition=Q(ended_at=None),
                name="one_verification_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"verification {self.pk}"


class VerificationEvent(Event):
    """One step in the life of a verification."""

    verification = models.ForeignKey(
        ExpertVerification, on_delete=models.PROTECT, related_name="events"
    )

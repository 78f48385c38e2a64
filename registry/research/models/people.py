"""Researchers who stated who they are, and the seats of the scientific advisory board."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock
from rareshare.lib.models import Event


class Researcher(models.Model):
    """What a researcher states before the first question: an institution, and that the rules with
    this hash were read and accepted."""

    user = models.OneToOneField(
        "accounts.User", on_delete=models.PROTECT, related_name="researcher"
    )
    institution = models.CharField(max_length=200)
    orcid = models.CharField(max_length=19, blank=True)
    rules_sha256 = models.CharField(max_length=64)
    accepted_at = models.DateTimeField(default=clock.now)
    # Too many different questions: closed until staff looked at them.
    locked_at = models.DateTimeField(null=True)
    # Questions before this moment do not count for the lock any more.
    reviewed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.institution


class ResearcherEvent(Event):
    """One step of a researcher: rules accepted, locked, lock lifted. Append-only."""

    researcher = models.ForeignKey(Researcher, on_delete=models.PROTECT, related_name="events")


class BoardSeat(models.Model):
    """Somebody sits on the scientific advisory board. The institution tells conflicts of interest
    that need no declaration."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="board_seats")
    institution = models.CharField(max_length=200, blank=True)
    is_patient_representative = models.BooleanField(default=False)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(until=None), name="one_seat_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"Seat {self.pk}"

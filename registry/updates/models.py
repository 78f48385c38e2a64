"""Rows of the yearly update: when each participant is asked next, what was found due, what was
confirmed. Letters themselves are rows of rareshare.lib."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto
from rareshare.lib.models import Event
from registry.updates.states import Channel, Kind, Step


class Schedule(models.Model):
    """When a participant is asked next. `anchor_on` is the last confirmed update; `starts_at` the
    instant the cycle's invitation is due; `due_at` that of the next letter, `step`."""

    participant = models.OneToOneField(
        "enrollment.Participant", on_delete=models.PROTECT, related_name="update_schedule"
    )
    anchor_on = models.DateField()
    cycle = models.PositiveIntegerField(default=1)
    step = models.CharField(max_length=12, choices=Step.choices, default=Step.INVITATION)
    starts_at = models.DateTimeField()
    due_at = models.DateTimeField()
    paused_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="schedule_step_known"),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="schedule_due")]

    def __str__(self) -> str:
        return f"{self.step} of cycle {self.cycle}"


class ScheduleEvent(Event):
    """One step of a participant's yearly updates: scheduled, confirmed, paused, resumed."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="events")
    cycle = models.PositiveIntegerField()

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["schedule", "id"], name="schedule_event")]


class DueStep(models.Model):
    """A letter that was found due. The unique key is why nobody is written to twice, however many
    scanners look at the same moment. Of its link only the SHA-256 is kept; the link can do one
    thing, say "nothing has changed" in this cycle, until it expires."""

    participant = models.ForeignKey(
        "enrollment.Participant", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.ANNUAL_UPDATE)
    cycle = models.PositiveIntegerField()
    step = models.CharField(max_length=12, choices=Step.choices)
    due_at = models.DateTimeField()
    found_at = models.DateTimeField(default=clock.now)
    recipient = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    row_key = crypto.RowKeyField()
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "kind", "cycle", "step"], name="one_letter_per_step"
            ),
            models.CheckConstraint(condition=Q(step__in=Step.values), name="due_step_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="due_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cycle} {self.step}"

    @property
    def token(self) -> str:
        """The secret of this letter's link: a keyed digest, so that it is stored nowhere and a
        letter that is rendered twice carries the same link."""
        return crypto.blind_index("updates.check", self.row_key)


class Confirmation(models.Model):
    """A signed "nothing has changed", bound to the answers of that moment. Append-only; one per
    participant and cycle, so a second click finds the first."""

    participant = models.ForeignKey(
        "enrollment.Participant", on_delete=models.PROTECT, related_name="+"
    )
    cycle = models.PositiveIntegerField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    answers_digest = models.CharField(max_length=64)
    ledger_seq = models.BigIntegerField()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "cycle"], name="one_confirmation_per_cycle"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="confirmation_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"cycle {self.cycle}, {self.at:%Y-%m-%d}"

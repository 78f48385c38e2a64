"""Rows that belong to the house itself: letters, ledger, read audit, keys, counters, clock."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto
from rareshare.lib.letter_states import LetterState


class Event(models.Model):
    """One step in the life of a thing: append-only, written in the transaction of the step."""

    at = models.DateTimeField(default=clock.now)
    verb = models.CharField(max_length=60)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    from_state = models.CharField(max_length=40, blank=True)
    to_state = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d %H:%M}"


class Letter(models.Model):
    """A letter that must be sent once. Its text is rendered when it is sent, from `refs`."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    purpose = models.CharField(max_length=40)
    row_key = crypto.RowKeyField()
    recipient_id = models.BigIntegerField(null=True)
    address = crypto.EncryptedTextField(null=True)
    refs = models.JSONField(default=dict)
    state = models.CharField(max_length=12, choices=LetterState.choices, default=LetterState.DUE)
    due_at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    message_id = models.CharField(max_length=120, unique=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=LetterState.values), name="letter_state_known"
            )
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state=LetterState.DUE), name="letter_due"),
            models.Index(
                fields=["claimed_at"], condition=Q(state=LetterState.CLAIMED), name="letter_claimed"
            ),
            models.Index(fields=["recipient_id", "kind"], name="letter_recipient"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"


class Unsubscription(models.Model):
    """A person does not want letters for one purpose. It never changes consent (RFC 8058)."""

    recipient_id = models.BigIntegerField()
    purpose = models.CharField(max_length=40)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_id", "purpose"], name="one_unsubscription_per_purpose"
            )
        ]

    def __str__(self) -> str:
        return self.purpose


class StaffTask(models.Model):
    """Something that only a person can settle, such as a letter of unknown fate."""

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    refs = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True)
    done_by_id = models.BigIntegerField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        indexes = [
            models.Index(fields=["created_at"], condition=Q(done_at=None), name="staff_task_open")
        ]

    def __str__(self) -> str:
        return self.kind


class LedgerEntry(models.Model):
    """One link of the hash chain: consent, permission, signature, withdrawal, disclosure."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    actor_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60)
    body = models.TextField()
    prev_hash = models.CharField(max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        indexes = [models.Index(fields=["subject", "seq"], name="ledger_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class ReadEntry(models.Model):
    """Who saw which identifying or health fields of whom, why, and when (45 CFR 164.312(b))."""

    at = models.DateTimeField(default=clock.now)
    actor_id = models.BigIntegerField(null=True)
    subject = models.CharField(max_length=60)
    fields = models.JSONField()
    purpose = models.CharField(max_length=60)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject", "-at"], name="read_subject")]

    def __str__(self) -> str:
        return f"{self.subject} {self.purpose}"


class IdempotencyRow(models.Model):
    """The stored answer to one POST; the unique key makes parallel copies wait for the first."""

    scope = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    row_key = crypto.RowKeyField()
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    answer = crypto.EncryptedTextField(null=True)
    headers = models.JSONField(default=dict)
    secret = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="one_answer_per_key")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_age")]

    def __str__(self) -> str:
        return f"{self.status}"


class Counter(models.Model):
    """How often something was tried in one window of time; kept in PostgreSQL, so that a limit
    holds when Redis is down."""

    name = models.CharField(max_length=120, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count}"


class Heartbeat(models.Model):
    """When work last went all the way through beat and a worker."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ClockSetting(models.Model):
    """How far the domain's clock is moved; the demo and tests only."""

    offset = models.DurationField()

    def __str__(self) -> str:
        return str(self.offset)

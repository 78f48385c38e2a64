"""Consent texts by audience, their versions, and what people decided about the exact bytes."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto
from registry.enrollment.models.participant import Participant
from registry.enrollment.states import (
    Audience,
    Capacity,
    ChangeClass,
    Decision,
    Relationship,
    VersionState,
)

ANYWHERE = "*"


class ConsentDocument(models.Model):
    """A consent text for one audience, jurisdiction and language."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    audience = models.CharField(max_length=15, choices=Audience.choices)
    jurisdiction = models.CharField(max_length=10, default=ANYWHERE)
    language = models.CharField(max_length=10, default="en")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "jurisdiction", "language"], name="document_once"
            ),
            models.CheckConstraint(
                condition=Q(audience__in=Audience.values), name="document_audience_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ConsentVersion(models.Model):
    """One wording. From its publication on, text, hash and sections can never change (a trigger
    refuses it), because signatures name the hash."""

    document = models.ForeignKey(ConsentDocument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=VersionState.choices, default=VersionState.DRAFT
    )
    # each: key, title, elements (of 45 CFR 46.116), screen, more, text
    sections = models.JSONField()
    # each: question, options, right, explain
    checks = models.JSONField(default=list)
    # each: key, text; the signer ticks all of them
    statements = models.JSONField(default=list)
    change_class = models.CharField(
        max_length=10, choices=ChangeClass.choices, default=ChangeClass.MATERIAL
    )
    changes = models.TextField(blank=True, help_text="what is different, in plain words")
    ethics_number = models.CharField(max_length=120, blank=True)
    approved_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    text = models.TextField(blank=True, help_text="the canonical text that is shown and signed")
    sha256 = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField(null=True)
    superseded_at = models.DateTimeField(null=True)
    # Signatures under this version carry no use from here on; empty: no end.
    usable_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state=VersionState.PUBLISHED),
                name="version_one_published",
            ),
            models.CheckConstraint(
                condition=Q(state__in=VersionState.values), name="version_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT)
                | (~Q(text="") & ~Q(sha256="") & Q(published_at__isnull=False)),
                name="version_published_has_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} version {self.number}"

    def carries_use(self, at: datetime) -> bool:
        """True while a signature under this version still allows use."""
        return self.usable_until is None or at < self.usable_until


class ConsentRecord(models.Model):
    """Somebody agreed, or did not, to the exact text with this hash; append-only."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="consents")
    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="records")
    sha256 = models.CharField(max_length=64)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    capacity = models.CharField(max_length=15, choices=Capacity.choices)
    signer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures"
    )
    relationship = models.CharField(max_length=30, choices=Relationship.choices)
    meaning = models.TextField(help_text="the statements that the signer ticked")
    # Keyed digest of the printed name, which itself stands in Signature and can be erased there.
    name_digest = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=Decision.values), name="record_decision_known"
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=Capacity.values), name="record_capacity_known"
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.REFUSED) | ~Q(name_digest=""),
                name="record_given_is_signed",
            ),
        ]
        indexes = [models.Index(fields=["participant", "-id"], name="record_participant")]

    def __str__(self) -> str:
        return f"{self.decision} by {self.signer_id}"


class Signature(models.Model):
    """The printed name under a consent record; apart from it, so that it can be erased and its key
    can change while the record stays as it was."""

    record = models.OneToOneField(
        ConsentRecord, primary_key=True, on_delete=models.PROTECT, related_name="signature"
    )
    row_key = crypto.RowKeyField()
    printed_name = crypto.EncryptedTextField()

    def __str__(self) -> str:
        return f"Signature {self.record_id}"


class CheckResult(models.Model):
    """Whether a check question was understood at first: it checks the words, so it names nobody."""

    version = models.ForeignKey(ConsentVersion, on_delete=models.PROTECT, related_name="results")
    question = models.PositiveSmallIntegerField()
    right = models.BooleanField()
    on = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return f"Question {self.question} of version {self.version_id}"

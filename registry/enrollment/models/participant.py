"""A participant, the people who act for them, who they are (encrypted), and what happened."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto, ids
from rareshare.lib.models import Event
from registry.enrollment.states import (
    AffectedStatus,
    AgeClass,
    Audience,
    Channel,
    Level,
    Relationship,
    State,
)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    """Sets of participants."""

    def managed_by(self, user: Any) -> "ParticipantQuerySet":
        """Those for whom this person acts now."""
        acts = Actor.objects.filter(participant=models.OuterRef("pk"), user_id=user.pk, until=None)
        return self.filter(models.Exists(acts))


class Participant(models.Model):
    """One enrollment of one human being. Nothing here names the person: see Identity."""

    reference = models.CharField(max_length=12, unique=True, default=ids.participant_reference)
    # None: there is no diagnosis yet.
    condition = models.ForeignKey(
        "conditions.Condition", null=True, on_delete=models.PROTECT, related_name="participants"
    )
    affected_status = models.CharField(max_length=20, choices=AffectedStatus.choices)
    audience = models.CharField(max_length=15, choices=Audience.choices)
    age_class = models.CharField(max_length=10, choices=AgeClass.choices)
    state = models.CharField(max_length=20, choices=State.choices, default=State.ELIGIBLE)
    country = models.CharField(max_length=2)
    region = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=40, default="UTC")
    # The version whose standing consent carries every use; none before signing and after leaving.
    consent_version = models.ForeignKey(
        "enrollment.ConsentVersion", null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawal_level = models.CharField(max_length=20, choices=Level.choices, blank=True)
    enrolled_at = models.DateTimeField(null=True)
    last_confirmed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="participant_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ENROLLED)
                | Q(enrolled_at__isnull=False, consent_version__isnull=False),
                name="participant_enrolled_has_consent",
            ),
            models.CheckConstraint(
                condition=Q(withdrawal_level="") | Q(state__in=[State.WITHDRAWN, State.DECEASED]),
                name="participant_level_after_leaving",
            ),
        ]
        indexes = [
            models.Index(fields=["condition", "state"], name="participant_condition"),
            models.Index(fields=["consent_version", "state"], name="participant_consent"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def subject(self) -> str:
        """How the ledger and the read audit name this participant."""
        return f"participant:{self.reference}"

    @property
    def is_minor(self) -> bool:
        """True while a guardian's consent carries the enrollment."""
        return self.audience == Audience.PARENT


class Actor(models.Model):
    """Somebody acts for a participant: the participant, a guardian or a legal representative."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="actors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acts_for"
    )
    relationship = models.CharField(max_length=30, choices=Relationship.choices)
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "user"], condition=Q(until=None), name="actor_once"
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(until=None, relationship=Relationship.SELF),
                name="actor_one_self",
            ),
            models.CheckConstraint(
                condition=Q(relationship__in=Relationship.values), name="actor_relationship_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relationship_display()} of {self.participant_id}"


class Identity(models.Model):
    """Who a participant is: readable only with the field keys, and only after the read is noted."""

    participant = models.OneToOneField(
        Participant, primary_key=True, on_delete=models.PROTECT, related_name="identity"
    )
    row_key = crypto.RowKeyField()
    name = crypto.EncryptedTextField()
    birth_date = crypto.EncryptedTextField()
    email = crypto.EncryptedTextField(null=True)
    phone = crypto.EncryptedTextField(null=True)
    address = crypto.EncryptedTextField(null=True)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.EMAIL)
    may_leave_message = models.BooleanField(default=False)
    # Keyed digest of name, birth date and country: equal people are found without being read.
    person_index = models.CharField(max_length=64)
    email_index = models.CharField(max_length=64, blank=True, db_index=True)
    # Staff looked and found two different people behind one digest.
    known_namesake = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "identities"
        constraints = [
            models.UniqueConstraint(
                fields=["person_index"], condition=Q(known_namesake=False), name="identity_once"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="identity_channel_known"
            ),
        ]

    def __str__(self) -> str:
        return f"Identity of {self.participant_id}"


class Minority(models.Model):
    """The two days on which a child's consent changes, and the child's own word. Exists only while
    a guardian's consent carries the enrollment."""

    participant = models.OneToOneField(
        Participant, primary_key=True, on_delete=models.CASCADE, related_name="minority"
    )
    assent_from = models.DateField()
    majority_on = models.DateField()
    assented = models.BooleanField(null=True)

    class Meta:
        verbose_name_plural = "minorities"
        constraints = [
            models.CheckConstraint(
                condition=Q(assent_from__lt=models.F("majority_on")), name="minority_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"Minority of {self.participant_id}"


class ParticipantEvent(Event):
    """One step in the life of an enrollment; append-only."""

    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["participant", "-at"], name="participant_event")]

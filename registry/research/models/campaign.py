"""Staff write to participants on a researcher's behalf, and each participant alone decides."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock, crypto, ids
from rareshare.lib.models import Event
from registry.research.models.application import Application
from registry.research.states import CampaignState, InvitationState


class Campaign(models.Model):
    """One message of one approved study. The range of people invited is fixed with the first
    cohort of the study, and later ones have none, so that no answer moves what the researcher
    sees."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="campaigns")
    state = models.CharField(
        max_length=16, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    answer_by = models.DateField()
    invited_low = models.PositiveIntegerField(null=True)
    invited_high = models.PositiveIntegerField(null=True)
    created_at = models.DateTimeField(default=clock.now)
    frozen_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=CampaignState.values), name="campaign_state_known"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=~Q(state=CampaignState.CLOSED),
                name="one_running_campaign",
            ),
        ]

    def __str__(self) -> str:
        return f"Campaign {self.public_id}"


class CampaignEvent(Event):
    """One step of a campaign. Append-only."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="events")


class Invitation(models.Model):
    """One participant's invitation. Who answered what is the participant's own: a no and a silence
    look the same to everybody else."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="invitations")
    participant = models.ForeignKey(
        "enrollment.Participant", on_delete=models.PROTECT, related_name="+"
    )
    recipient = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=12, choices=InvitationState.choices, default=InvitationState.WAITING
    )
    invited_at = models.DateTimeField(default=clock.now)
    # The letter goes to one of those who act for the participant; another one may answer it.
    answered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    # A yes takes effect here; before it, it can be taken back and nobody learned anything.
    effective_at = models.DateTimeField(null=True)
    ask_again_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "participant"], name="one_invitation_per_person"
            ),
            models.CheckConstraint(
                condition=Q(state__in=InvitationState.values), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(effective_at=None) | Q(state=InvitationState.YES),
                name="invitation_effective_is_yes",
            ),
        ]
        indexes = [models.Index(fields=["participant", "-invited_at"], name="invitation_yearly")]

    def __str__(self) -> str:
        return f"Invitation {self.public_id}"


class InvitationEvent(Event):
    """One answer to an invitation. Append-only."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="events")


class Release(models.Model):
    """How to reach the person who said yes, as it was on that day. Never changed; it stops being
    shown when the yes is taken back, or does not stand any more."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="releases")
    person = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    row_key = crypto.RowKeyField()
    email = crypto.EncryptedTextField()
    at = models.DateTimeField(default=clock.now)
    ledger_seq = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["invitation", "person"], name="one_release_per_answerer"
            )
        ]

    def __str__(self) -> str:
        return f"Release {self.pk}"

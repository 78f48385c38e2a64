"""A proposal to start a community, its history, and who wants to hear when it opens."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from communities.conditions.models import Condition
from communities.groups.models import Community
from communities.groups.models import Role as Link
from communities.proposals.states import WAITING, Reason, State
from rareshare.lib import clock, ids
from rareshare.lib.models import Event

__all__ = ["About", "Link", "Proposal", "ProposalEvent", "ProposalWatch"]


class About(models.TextChoices):
    LISTED = "listed", "An illness in our list"
    UNLISTED = "unlisted", "An illness that is not in our list"
    UNDIAGNOSED = "undiagnosed", "There is no diagnosis yet"


class Proposal(models.Model):
    """One person's wish for a community. It tells about health: only that person and staff see it.
    `name_key` is the name without case, accents and punctuation, so that spellings meet."""

    public_id = models.CharField(max_length=12, unique=True, editable=False, default=ids.public_id)
    proposer = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="proposals", db_index=False
    )
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=160, db_collation="C")
    about = models.CharField(max_length=12, choices=About.choices, blank=True)
    condition = models.ForeignKey(
        Condition, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    other_names = ArrayField(models.CharField(max_length=200), default=list)
    why = models.TextField(blank=True)
    link = models.CharField(max_length=12, choices=Link.choices, blank=True)
    wants_to_lead = models.BooleanField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    answer = models.TextField(blank=True)  # what the proposer replied to the last question
    reason = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    words = models.TextField(blank=True)  # the last question or the reasons, for the proposer
    decided_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    community = models.ForeignKey(
        Community, null=True, on_delete=models.PROTECT, related_name="proposals"
    )
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=Q(about__in=["", *About.values]), name="proposal_about_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *Reason.values]), name="proposal_reason_known"
            ),
            models.CheckConstraint(
                condition=Q(about=About.LISTED) | Q(condition=None) | Q(state=State.APPROVED),
                name="proposal_condition_is_listed",
            ),
            models.UniqueConstraint(
                fields=["proposer"], condition=Q(state=State.DRAFT), name="one_draft_per_person"
            ),
            models.UniqueConstraint(
                fields=["condition"],
                condition=Q(state__in=WAITING),
                name="one_waiting_proposal_per_condition",
            ),
            models.UniqueConstraint(
                fields=["name_key"],
                condition=Q(state__in=WAITING),
                name="one_waiting_proposal_per_name",
            ),
        ]
        indexes = [
            models.Index(fields=["proposer", "id"], name="proposals_of_one_person"),
            models.Index(
                fields=["sent_at", "id"], condition=Q(state__in=WAITING), name="proposals_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"proposal {self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Sent, and neither decided nor taken back."""
        return self.state in WAITING


class ProposalEvent(Event):
    """One step in the life of a proposal; `note` holds what staff asked or why they declined."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="events")


class ProposalWatch(models.Model):
    """Somebody else wanted the same community, and hears when it opens."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="watches")
    user = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    since = models.DateTimeField(default=clock.now)
    asked = models.CharField(max_length=200, blank=True)  # in their words, not the proposer's

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "proposal"], name="one_watch_per_proposal")
        ]

    def __str__(self) -> str:
        return f"watch {self.pk}"

    @property
    def asked_for(self) -> str:
        """What the person asked for; nothing of what the proposer wrote."""
        return self.asked or "A community that somebody else proposed"

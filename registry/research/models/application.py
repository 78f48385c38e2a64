"""From a question to a decision: inquiries, access applications, votes, decisions, agreements."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock, ids
from rareshare.lib.models import Event
from registry.research.models.counts import Snapshot
from registry.research.states import (
    AgeBand,
    ApplicationState,
    Ask,
    InquiryState,
    Purpose,
    Region,
    VoteChoice,
)


class Inquiry(models.Model):
    """A researcher asked whether there are enough people, and this range was the answer."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="inquiries")
    condition = models.ForeignKey(
        "conditions.Condition", on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    region = models.CharField(max_length=10, choices=Region.choices, blank=True)
    about = models.TextField(blank=True)
    state = models.CharField(
        max_length=16, choices=InquiryState.choices, default=InquiryState.ANSWERED
    )
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    shown = models.BooleanField()
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=InquiryState.values), name="inquiry_state_known"
            )
        ]

    def __str__(self) -> str:
        return f"Inquiry {self.public_id}"


class Application(models.Model):
    """A request for access: what for, for how long, and what participants would read."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id)
    applicant = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, related_name="applications"
    )
    inquiry = models.OneToOneField(
        Inquiry, null=True, on_delete=models.PROTECT, related_name="application"
    )
    condition = models.ForeignKey(
        "conditions.Condition", on_delete=models.PROTECT, related_name="+"
    )
    institution = models.CharField(max_length=200)
    ask = models.CharField(max_length=20, choices=Ask.choices, default=Ask.CONTACT)
    title = models.CharField(max_length=200)
    lay_summary = models.TextField(blank=True)
    purpose = models.CharField(max_length=12, choices=Purpose.choices, blank=True)
    data_asked = models.TextField(blank=True)
    ethics_number = models.CharField(max_length=120, blank=True)
    ethics_expires_on = models.DateField(null=True)
    what_you_do = models.TextField(blank=True)
    cost_and_pay = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    ends_on = models.DateField(null=True)
    state = models.CharField(
        max_length=24, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    # Each time it comes to the board is a new round of votes.
    round = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values), name="application_state_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                condition=Q(state=ApplicationState.BOARD_REVIEW),
                name="application_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ApplicationEvent(Event):
    """One step of an application. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="events")


class ConflictOfInterest(models.Model):
    """A board member must not decide about this application, and does not see it. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="conflicts")
    member = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    declared = models.BooleanField(help_text="false: found by the institution's name")
    reason = models.TextField(blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name_plural = "conflicts of interest"
        constraints = [
            models.UniqueConstraint(fields=["application", "member"], name="conflict_once")
        ]

    def __str__(self) -> str:
        return f"Conflict {self.pk}"


class Vote(models.Model):
    """One member's vote in one round, with reasons. Append-only: a vote is never changed."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="votes")
    round = models.PositiveSmallIntegerField()
    member = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    by_patient_representative = models.BooleanField()
    choice = models.CharField(max_length=24, choices=VoteChoice.choices)
    reason = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round", "member"], name="one_vote_per_member"
            ),
            models.CheckConstraint(
                condition=Q(choice__in=VoteChoice.values), name="vote_choice_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} in round {self.round}"


class Decision(models.Model):
    """What the votes of a round came to, recorded by the chair. Append-only."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="decisions")
    round = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=24, choices=ApplicationState.choices)
    note = models.TextField()
    yes = models.PositiveSmallIntegerField()
    no = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "round"], name="one_decision_per_round")
        ]

    def __str__(self) -> str:
        return f"{self.outcome} in round {self.round}"


class Agreement(models.Model):
    """The researcher signed the rules of use, bound to the hash of the text. Append-only."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="agreement"
    )
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    printed_name = models.CharField(max_length=200)
    text_sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Agreement {self.pk}"

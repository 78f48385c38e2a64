"""Who wants to lead, what leaders were told about their terms, when a community had none, and which
newcomers were greeted."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from communities.groups.models import Community, Leadership, Membership
from communities.leaders.states import ANSWERS, OPEN, Notice, Origin, State
from rareshare.lib import clock, ids
from rareshare.lib.models import Event

MOST_HOURS = 40


class LeaderApplication(models.Model):
    """One person and one community: from the first word to the decision. `why` and the hours are
    for staff; story and offer become public with the appointment, never before."""

    public_id = models.CharField(max_length=12, unique=True, default=ids.public_id, editable=False)
    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="leader_applications"
    )
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    origin = models.CharField(max_length=8, choices=Origin.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    why = models.TextField(blank=True)
    hours = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)]
    )
    helps_with = models.CharField(max_length=200, blank=True)
    story = models.CharField(max_length=600, blank=True)
    agreed_public_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    # In a handover: whose leadership ends on the day that this one begins.
    follows = models.ForeignKey(
        Leadership, null=True, on_delete=models.PROTECT, related_name="handovers"
    )
    leadership = models.OneToOneField(
        Leadership, null=True, on_delete=models.PROTECT, related_name="application"
    )
    # A question to somebody who is on the way to leading already. It is not passed on, and to the
    # leader who asked it looks like any other: so they do not learn of an offer.
    held_back = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="leader_application_state_known"
            ),
            models.CheckConstraint(
                condition=Q(origin__in=Origin.values), name="leader_application_origin_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.WAITING, State.APPOINTED])
                | Q(agreed_public_at__isnull=False),
                name="leader_application_agreed",
            ),
            models.UniqueConstraint(
                fields=["user", "community"],
                condition=Q(state__in=OPEN, held_back=False),
                name="one_open_leader_application",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state=State.WAITING), name="leader_applications_wait"
            ),
            models.Index(fields=["user", "-id"], name="leader_applications_of"),
        ]

    def __str__(self) -> str:
        return f"leader application {self.pk}"

    @property
    def answer_in_words(self) -> str:
        """Where the question stands, for whoever asked it."""
        return ANSWERS[self.state]


class LeaderApplicationEvent(Event):
    """One step of an application; the person's own words are not repeated here."""

    application = models.ForeignKey(
        LeaderApplication, on_delete=models.PROTECT, related_name="events"
    )


class TermNotice(models.Model):
    """A leader was told once about the end of this term."""

    leadership = models.ForeignKey(
        Leadership, on_delete=models.CASCADE, related_name="notices", db_index=False
    )
    kind = models.CharField(max_length=5, choices=Notice.choices)
    term_ends_on = models.DateField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["leadership", "kind", "term_ends_on"], name="one_notice_per_term"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=Notice.values), name="term_notice_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.term_ends_on}"


class LeaderlessPeriod(models.Model):
    """From when to when nobody looked after a community, and when its members were asked."""

    community = models.ForeignKey(
        Community, on_delete=models.PROTECT, related_name="leaderless_periods"
    )
    since = models.DateTimeField(default=clock.now)
    asked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community"],
                condition=Q(ended_at=None),
                name="one_open_leaderless_period",
            )
        ]
        indexes = [
            models.Index(
                fields=["since"],
                condition=Q(ended_at=None, asked_at=None),
                name="leaderless_not_asked",
            )
        ]

    def __str__(self) -> str:
        return f"leaderless since {self.since:%Y-%m-%d}"


class Greeting(models.Model):
    """A leader said hello to a newcomer; once is enough for all leaders."""

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="greeting")
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"greeting {self.pk}"

"""A community: people with one condition, or people who have no diagnosis yet."""

from django.db import models
from django.db.models import Q

from communities.conditions.models import Condition
from communities.groups.states import State
from rareshare.lib import clock, crypto, ids
from rareshare.lib.models import Event

# Public pages never tell a small or an exact number of people (docs/counts.md).
SMALL = 10


class Kind(models.TextChoices):
    CONDITION = "condition", "About one condition"
    UNDIAGNOSED = "undiagnosed", "For people without a diagnosis"


class CommunityQuerySet(models.QuerySet["Community"]):
    def open(self) -> "CommunityQuerySet":
        return self.filter(state=State.OPEN)

    def published(self) -> "CommunityQuerySet":
        """What everyone may read: open ones, and archived ones as they were left."""
        return self.filter(state__in=[State.OPEN, State.ARCHIVED])


class Community(models.Model):
    """The slug stands in public addresses only; everything behind a sign-in uses `public_id`."""

    public_id = models.CharField(
        max_length=12, unique=True, editable=False, default=ids.community_id
    )
    slug = models.CharField(max_length=160, unique=True)
    name = models.CharField(max_length=200)
    pronunciation = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.CONDITION)
    condition = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.PROTECT, related_name="communities"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    talk_open = models.BooleanField(default=False)
    talk_opens_at = models.DateTimeField(null=True, blank=True)
    member_count = models.PositiveIntegerField(default=0)
    topic_count = models.PositiveIntegerField(default=0)
    question_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)
    last_activity_at = models.DateTimeField(default=clock.now)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "communities"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="community_state_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="community_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=Kind.CONDITION) | Q(condition=None),
                name="community_undiagnosed_has_no_condition",
            ),
            models.CheckConstraint(
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | (~Q(state=State.MERGED) & Q(merged_into=None)),
                name="community_merged_says_where",
            ),
            models.UniqueConstraint(
                fields=["condition"],
                condition=Q(state=State.OPEN),
                name="one_community_per_condition",
            ),
        ]
        indexes = [
            models.Index(fields=["name", "id"], condition=Q(state=State.OPEN), name="open_by_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/c/{self.slug}/"

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def home(self) -> "Community":
        """The community itself, or what it became part of at the end of a chain of merges."""
        found = self
        while found.merged_into is not None:
            found = found.merged_into
        return found

    @property
    def is_merged(self) -> bool:
        return self.state == State.MERGED

    @property
    def is_archived(self) -> bool:
        return self.state == State.ARCHIVED

    @property
    def more_members_than(self) -> int | None:
        """How many members there are at least, in tens; None where the number is small. Each ten
        is told from a secret number of members above it, so that nobody learns the exact count
        by joining with throw-away accounts until the figure moves."""
        tens = (self.member_count - 1) // SMALL
        if self.member_count < tens * SMALL + 1 + self._delay(tens):
            tens -= 1
        return tens * SMALL if tens > 0 else None

    def _delay(self, tens: int) -> int:
        """From 0 to 9, always the same for this ten of this community."""
        return int(crypto.keyed_digest("community size", f"{self.pk}:{tens}"), 16) % SMALL


class CommunityEvent(Event):
    """What was decided about a community and its leaders. Joining and leaving stand in the
    Membership rows alone, so that a person's memberships can be erased with the person."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="events")
    about = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["community", "id"], name="community_history")]

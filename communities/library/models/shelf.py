"""What news links and resources share: where they hang, who suggested them, whether they answer."""

from datetime import date

from django.db import models
from django.db.models import Q

from communities.groups.models import Community
from communities.library.states import Reason, State
from rareshare.lib import clock
from rareshare.lib.weblinks import site_of

UNREACHABLE_AFTER = 3  # failures on as many different days


class Suggestion(models.Model):
    """A link to another site that somebody suggested and somebody else decides on. Without a
    community it is for the whole site."""

    community = models.ForeignKey(
        Community, null=True, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=1000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    reason_note = models.CharField(max_length=500, blank=True)
    suggested_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    suggested_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    next_check_at = models.DateTimeField(default=clock.now)
    last_ok_at = models.DateTimeField(null=True)
    last_failed_on = models.DateField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["", *Reason.values]), name="%(class)s_reason_known"
            ),
            models.UniqueConstraint(
                fields=["community", "url"],
                name="one_%(class)s_per_address",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_check_at"], condition=Q(state=State.APPROVED), name="%(class)s_check"
            ),
            models.Index(fields=["suggested_by", "-suggested_at"], name="%(class)s_mine"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """The site that a reader will land on."""
        return site_of(self.url)

    @property
    def is_unreachable(self) -> bool:
        """Readers are told after three failures on different days."""
        return self.failures >= UNREACHABLE_AFTER

    @property
    def unreachable_since(self) -> date | None:
        """The day of the last failure, where readers are told of it."""
        return self.last_failed_on if self.is_unreachable else None

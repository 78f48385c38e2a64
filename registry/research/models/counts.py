"""The frozen cube of counts and the record of who asked for which of them."""

from django.db import models
from django.db.models import F, Q

from rareshare.lib import clock
from registry.research.states import AgeBand, Region, Tier


class Snapshot(models.Model):
    """One build of the cube. Everybody gets the same answers until the next one."""

    built_at = models.DateTimeField(default=clock.now)
    smallest = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Snapshot {self.pk} of {self.built_at:%Y-%m-%d}"


class Cell(models.Model):
    """One count of a snapshot: exact for staff, `low` to `high` for researchers, and nothing where
    `shown` is false. An empty dimension means: all."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="cells")
    condition = models.ForeignKey(
        "conditions.Condition", on_delete=models.PROTECT, related_name="+"
    )
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    region = models.CharField(max_length=10, choices=Region.choices, blank=True)
    exact = models.PositiveIntegerField()
    low = models.PositiveIntegerField()
    high = models.PositiveIntegerField()
    shown = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "condition", "age_band", "region"], name="cell_once"
            ),
            models.CheckConstraint(condition=Q(low__lte=F("high")), name="cell_range_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.low} to {self.high}" if self.shown else "not shown"


class CountLog(models.Model):
    """Somebody asked for a count. The exact number is never written here. Append-only."""

    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    tier = models.CharField(max_length=12, choices=Tier.choices)
    question = models.JSONField()
    question_digest = models.CharField(max_length=64)
    snapshot = models.ForeignKey(Snapshot, null=True, on_delete=models.PROTECT, related_name="+")
    answer = models.JSONField(help_text="what was told; empty for staff")
    repeated = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="count_tier_known")
        ]
        indexes = [models.Index(fields=["by", "-at"], name="count_log_by")]

    def __str__(self) -> str:
        return f"{self.tier} {self.at:%Y-%m-%d %H:%M}"

"""How many different people one person was shown in a day, and the stop where it was too many."""

from django.db import models
from django.db.models import Q

from communities.people.states import HOLDING, StopState
from rareshare.lib import clock
from rareshare.lib.models import Event


class ReadingDay(models.Model):
    """How many different people somebody was shown on one day (UTC). Its row is the lock that
    makes many requests at once count one after another."""

    viewer = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    day = models.DateField(db_index=True)
    people = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["viewer", "day"], name="one_reading_day")]

    def __str__(self) -> str:
        return f"{self.people} on {self.day}"


class ReadingMark(models.Model):
    """One person was shown to one viewer on one day. The mark is a keyed digest: from it nobody
    can read who looked at whom."""

    reading = models.ForeignKey(
        ReadingDay, on_delete=models.CASCADE, related_name="marks", db_index=False
    )
    mark = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "mark"], name="one_mark")]

    def __str__(self) -> str:
        return f"{self.mark}"


class ReadingStop(models.Model):
    """Somebody read very many people, and reads no more until staff had a look."""

    viewer = models.ForeignKey(
        "accounts.User", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    people = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=StopState.choices, default=StopState.WAITING)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=StopState.values), name="stop_state_known"
            ),
            models.UniqueConstraint(
                fields=["viewer"], condition=Q(state__in=HOLDING), name="one_stop_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["since"], condition=Q(state__in=HOLDING), name="stop_holding")
        ]

    def __str__(self) -> str:
        return f"stop {self.pk} ({self.state})"


class ReadingStopEvent(Event):
    """One step in the life of a stop."""

    stop = models.ForeignKey(ReadingStop, on_delete=models.PROTECT, related_name="events")

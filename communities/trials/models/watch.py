"""Who wants to hear when a study starts to look for people, and what they were told of."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from communities.conditions.models import Condition
from communities.trials.models.trial import Kilometers, Trial, TrialPlace
from communities.trials.states import CLOSED
from rareshare.lib import clock


class TrialWatchQuerySet(models.QuerySet["TrialWatch"]):
    def fitting(self, trial_id: int) -> "TrialWatchQuerySet":
        """The watches that a study fits: those without a place, and those near which it names an
        open place."""
        here = TrialPlace.objects.filter(trial=trial_id, latitude__isnull=False)
        near = (
            here.exclude(status__in=CLOSED)
            .annotate(
                km=Kilometers(
                    F("latitude"), F("longitude"), OuterRef("latitude"), OuterRef("longitude")
                )
            )
            .filter(km__lte=OuterRef("radius_km"))
        )
        return self.filter(Q(radius_km=None) | Exists(near))


class TrialWatch(models.Model):
    """One person's wish about one illness. It tells about health: nobody else ever sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="trial_watches")
    place = models.CharField(max_length=400, blank=True, help_text="a town that a study names")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    radius_km = models.FloatField(null=True)
    in_miles = models.BooleanField(default=False)
    since = models.DateTimeField(default=clock.now)

    objects = TrialWatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "trial watches"
        constraints = [
            models.UniqueConstraint(fields=["user", "condition"], name="one_watch_per_condition"),
            models.CheckConstraint(
                condition=Q(place="", latitude=None, longitude=None, radius_km=None)
                | Q(latitude__isnull=False, longitude__isnull=False, radius_km__gt=0),
                name="watch_place_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"watch {self.pk}"


class TrialNews(models.Model):
    """One person was told once that one study looks for people; this stays when the wish ends."""

    watch = models.ForeignKey(TrialWatch, null=True, on_delete=models.SET_NULL, related_name="news")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "trial news"
        constraints = [
            models.UniqueConstraint(fields=["user", "trial"], name="told_once_of_a_trial")
        ]

    def __str__(self) -> str:
        return f"news {self.pk}"

"""A study, where it takes people in, which illnesses it is about, and how its status changed."""

from functools import lru_cache

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Func, Q, Value, When

from communities.conditions.models import Condition
from communities.trials import words
from communities.trials.states import NOT_YET, RECRUITING, Group, MatchKind
from rareshare.lib import clock
from rareshare.lib.models import Event
from rareshare.lib.text import to_html

PUBLIC_ADDRESS = "https://clinicaltrials.gov/study/"


def _date(help_text: str = "") -> "models.CharField[str, str]":
    """A date as it was given: yyyy, yyyy-mm or yyyy-mm-dd. In this order of letters it sorts."""
    return models.CharField(max_length=10, blank=True, db_collation="C", help_text=help_text)


@lru_cache(maxsize=100)
def _shown(summary: str) -> str:
    """Made once for many readers; `clean_markdown` bounds what one of them takes."""
    return to_html(summary)


class Kilometers(Func):
    """How far two points of the earth are apart: trials_km(latitude, longitude, and again)."""

    function = "trials_km"
    output_field = models.FloatField()


class Trial(models.Model):
    """A clinical trial or another study that is listed at ClinicalTrials.gov."""

    nct_id = models.CharField(max_length=11, unique=True, db_collation="C")
    title = models.CharField(max_length=500)
    official_title = models.CharField(max_length=1000, blank=True)
    acronym = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=40, help_text="an open set: unknown words are kept")
    last_known_status = models.CharField(max_length=40, blank=True)
    group = models.GeneratedField(
        expression=Case(
            When(status=RECRUITING, then=Value(Group.NOW)),
            When(status=NOT_YET, then=Value(Group.SOON)),
            default=Value(Group.OTHER),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    why_stopped = models.CharField(max_length=1000, blank=True)
    started = _date()
    results_due = _date("the primary completion date")
    ended = _date()
    first_posted = _date()
    last_updated = _date()
    sponsor = models.CharField(max_length=300, blank=True)
    summary = models.TextField(blank=True, help_text="CommonMark from outside: never trusted")
    study_type = models.CharField(max_length=40, blank=True)
    phases = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    enrollment = models.PositiveIntegerField(null=True)
    sex = models.CharField(max_length=20, blank=True)
    minimum_age = models.CharField(max_length=40, blank=True)
    maximum_age = models.CharField(max_length=40, blank=True)
    healthy_volunteers = models.BooleanField(null=True)
    patient_registry = models.BooleanField(default=False)
    has_results = models.BooleanField(default=False)
    place_count = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True, help_text="SHA-256 of what we read")
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(nct_id__regex=r"^NCT\d{8}$"), name="trial_number")
        ]
        indexes = [models.Index(fields=["-last_updated", "-id"], name="trial_newest_first")]

    def __str__(self) -> str:
        return self.nct_id

    @property
    def url(self) -> str:
        """Where the study is listed."""
        return f"{PUBLIC_ADDRESS}{self.nct_id}"

    @property
    def is_recruiting(self) -> bool:
        return self.status == RECRUITING

    @property
    def summary_html(self) -> str:
        """The summary as HTML that holds nothing but text."""
        return _shown(self.summary)

    @property
    def in_words(self) -> words.TrialWords:
        """What the study's facts mean, in plain words."""
        return words.TrialWords(self)


class TrialPlace(models.Model):
    """A hospital or another place that a study names, as it was named."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="places")
    facility = models.CharField(max_length=300, blank=True)
    city = models.CharField(max_length=120, blank=True)
    region = models.CharField(max_length=120, blank=True, help_text="state or province")
    zip_code = models.CharField(max_length=40, blank=True)
    country = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=40, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="trial_place_on_earth",
            )
        ]
        indexes = [models.Index(fields=["country", "city"], name="trial_place_by_country")]

    def __str__(self) -> str:
        return words.place(self.city, self.region, self.country)


class TrialMatch(models.Model):
    """A study that was found for an illness. It vanishes from pages only after it was missing from
    three whole answers over three days: one empty answer says nothing."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="matches")
    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="trial_matches", db_index=False
    )
    kind = models.CharField(max_length=8, choices=MatchKind.choices)
    matched_name = models.CharField(max_length=500, blank=True)
    status_seen = models.CharField(max_length=40, help_text="its status when last looked at here")
    first_seen_at = models.DateTimeField(default=clock.now)
    missing_since = models.DateTimeField(null=True)
    times_missing = models.PositiveSmallIntegerField(default=0)
    hidden_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["condition", "trial"], name="one_match_per_trial"),
            models.CheckConstraint(
                condition=Q(kind__in=MatchKind.values), name="trial_match_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trial_id} {self.kind} {self.condition_id}"


class TrialEvent(Event):
    """A study was first listed here, or its status changed; noticed when we looked."""

    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, related_name="events")

    @property
    def in_words(self) -> str:
        """The status that it came to."""
        return words.status(self.to_state)


class TrialSync(models.Model):
    """When we last asked about an illness, what came of it, and when to ask again."""

    condition = models.OneToOneField(Condition, on_delete=models.CASCADE, related_name="trial_sync")
    data_timestamp = models.CharField(max_length=40, blank=True, help_text="as the source gave it")
    asked_for = models.CharField(max_length=64, blank=True, help_text="digest of the names asked")
    asked_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True, help_text="when an answer was last taken up")
    due_at = models.DateTimeField(default=clock.now)
    claimed_until = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    bad_records = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="trial_sync_due")]

    def __str__(self) -> str:
        return f"{self.condition_id} due {self.due_at:%Y-%m-%d %H:%M}"

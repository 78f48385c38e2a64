"""Studies, watches and news as JSON."""

from typing import Any

from rest_framework import serializers

from communities.trials.models import Trial, TrialWatch
from communities.trials.states import MatchKind


class TrialOut(serializers.Serializer[Trial]):
    """A study in a list. `km` is filled where the list asks for a place."""

    nct_id = serializers.CharField()
    title = serializers.CharField()
    acronym = serializers.CharField()
    status = serializers.CharField(help_text="as the source says it; an open set")
    status_in_words = serializers.CharField(source="in_words.status")
    study_type = serializers.CharField()
    phases = serializers.ListField(child=serializers.CharField())
    sponsor = serializers.CharField()
    started = serializers.CharField(help_text="yyyy, yyyy-mm or yyyy-mm-dd")
    ended = serializers.CharField()
    last_updated = serializers.CharField()
    place_count = serializers.IntegerField()
    url = serializers.CharField()
    match = serializers.ChoiceField(choices=MatchKind.choices)
    matched_name = serializers.CharField()
    km = serializers.FloatField(allow_null=True, default=None)


class PlaceOut(serializers.Serializer[Any]):
    """A place as the study names it."""

    id = serializers.IntegerField()
    facility = serializers.CharField()
    city = serializers.CharField()
    region = serializers.CharField()
    zip_code = serializers.CharField()
    country = serializers.CharField()
    status = serializers.CharField()
    latitude = serializers.FloatField(allow_null=True)
    longitude = serializers.FloatField(allow_null=True)


class TrialEventOut(serializers.Serializer[Any]):
    """A change of status, and when we noticed it."""

    at = serializers.DateTimeField()
    from_status = serializers.CharField(source="from_state")
    to_status = serializers.CharField(source="to_state")


class ConditionMatchOut(serializers.Serializer[Any]):
    """An illness that the study is listed for."""

    key = serializers.CharField(source="condition.key")
    name = serializers.CharField(source="condition.name")
    match = serializers.ChoiceField(choices=MatchKind.choices, source="kind")
    matched_name = serializers.CharField()


class TrialFull(serializers.Serializer[Any]):
    """All that we know of a study. The summary is CommonMark from the source: do not trust it."""

    nct_id = serializers.CharField()
    title = serializers.CharField()
    official_title = serializers.CharField()
    acronym = serializers.CharField()
    status = serializers.CharField()
    status_in_words = serializers.CharField(source="in_words.status")
    last_known_status = serializers.CharField()
    why_stopped = serializers.CharField()
    study_type = serializers.CharField()
    phases = serializers.ListField(child=serializers.CharField())
    sponsor = serializers.CharField()
    started = serializers.CharField()
    results_due = serializers.CharField()
    ended = serializers.CharField()
    first_posted = serializers.CharField()
    last_updated = serializers.CharField()
    enrollment = serializers.IntegerField(allow_null=True)
    sex = serializers.CharField()
    minimum_age = serializers.CharField()
    maximum_age = serializers.CharField()
    healthy_volunteers = serializers.BooleanField(allow_null=True)
    patient_registry = serializers.BooleanField()
    has_results = serializers.BooleanField()
    summary = serializers.CharField()
    url = serializers.CharField()
    places = PlaceOut(many=True, source="places_shown")
    conditions = ConditionMatchOut(many=True, source="conditions_shown")
    history = TrialEventOut(many=True, source="history_shown")


class WatchOut(serializers.Serializer[TrialWatch]):
    """A wish to hear of studies; without a place it holds everywhere."""

    id = serializers.IntegerField()
    condition = serializers.CharField(source="condition.key")
    name = serializers.CharField(source="condition.name")
    place = serializers.CharField()
    distance_km = serializers.FloatField(allow_null=True, source="radius_km")
    since = serializers.DateTimeField()


class WatchIn(serializers.Serializer[Any]):
    """Which illness; `near` is the point of a town that its studies name, as lists give it."""

    condition = serializers.CharField(max_length=16)
    near = serializers.CharField(max_length=60, required=False, default="", allow_blank=True)
    distance_km = serializers.FloatField(required=False, allow_null=True, default=None)


class NewsOut(serializers.Serializer[Any]):
    """A study of which the person was told. Its `condition` is null once the wish ended."""

    nct_id = serializers.CharField(source="trial.nct_id")
    title = serializers.CharField(source="trial.title")
    url = serializers.CharField(source="trial.url")
    condition = serializers.CharField(source="watch.condition.key", allow_null=True)
    at = serializers.DateTimeField()
    read_at = serializers.DateTimeField(allow_null=True)

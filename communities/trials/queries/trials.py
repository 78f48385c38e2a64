"""Which studies stand on an illness's pages, in which order, and one study with its history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, FloatField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from communities.conditions.models import Condition
from communities.groups.permissions import Viewer
from communities.trials.models import (
    Kilometers,
    Trial,
    TrialEvent,
    TrialMatch,
    TrialPlace,
    TrialSync,
)
from communities.trials.queries.places import Point
from communities.trials.states import Group
from rareshare.lib import clock
from rareshare.lib.errors import NotFound

STALE = timedelta(days=3)
PLACES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Listing:
    """When the studies of an illness were last looked at; stale where that is long ago."""

    looked_at: datetime | None

    @property
    def is_stale(self) -> bool:
        """True where newer studies may be missing."""
        return self.looked_at is not None and clock.now() - self.looked_at > STALE


def trials_of(
    viewer: Viewer,
    condition: Condition,
    *,
    status: Group | None = None,
    country: str = "",
    near: Point | None = None,
    km: float | None = None,
) -> QuerySet[Trial]:
    """The studies of an illness: those that look for people first, those that name the illness
    before others, the nearest or the newest first. With a point, only studies with a known place,
    and with `km` only those that near."""
    found: Any = _listed(condition)
    if status is not None:
        found = found.filter(group=status)
    if country:
        here = TrialPlace.objects.filter(trial=OuterRef("pk"), country__iexact=country)
        found = found.filter(Exists(here))
    nearest = "-last_updated"
    if near is not None:
        found = found.annotate(km=_kilometers(near)).filter(km__isnull=False)
        found, nearest = found if km is None else found.filter(km__lte=km), "km"
    ordered: QuerySet[Trial] = found.order_by("group", "match", nearest, "-pk")
    return ordered


def with_places(trials: QuerySet[Trial], near: Point | None = None) -> QuerySet[Trial]:
    """The same studies, each with a few of its places; with a point the nearest."""
    places = TrialPlace.objects.filter(trial=OuterRef("pk"))
    distance: Any = Value(None, output_field=FloatField())
    order = ["country", "city", "pk"]
    if near is not None:
        places = places.filter(latitude__isnull=False).annotate(km=_distance(near))
        distance, order = F("km"), ["km", "pk"]
    few = places.order_by(*order).values(
        row=JSONObject(
            facility=F("facility"),
            city=F("city"),
            region=F("region"),
            country=F("country"),
            km=distance,
        )
    )
    return trials.annotate(some_places=ArraySubquery(few[:PLACES_SHOWN]))


def count_by_group(trials: QuerySet[Trial]) -> dict[int, int]:
    """How many studies look for people, will soon, or do not."""
    rows = trials.order_by().values("group").annotate(number=Count("pk", distinct=True))
    return {row["group"]: row["number"] for row in rows}


def newest_of(viewer: Viewer, condition: Condition | None, limit: int = 3) -> list[Trial]:
    """A few studies for the community's own page; none where it is about no illness."""
    if condition is None:
        return []
    return list(trials_of(viewer, condition)[:limit])


def when_last_looked(viewer: Viewer, condition: Condition) -> Listing:
    """When an answer about this illness was last taken up; never is possible too."""
    sync = TrialSync.objects.filter(condition=condition)
    return Listing(sync.values_list("done_at", flat=True).first())


def trial_of(viewer: Viewer, condition: Condition, nct_id: str) -> Trial:
    """One study of this illness with all its places."""
    return _one(_listed(condition), nct_id)


def trial_by_number(viewer: Viewer, nct_id: str) -> Trial:
    """One study that is listed for any illness, with its places."""
    shown = TrialMatch.objects.filter(trial=OuterRef("pk"), hidden_at=None)
    return _one(Trial.objects.filter(Exists(shown)), nct_id)


def conditions_of(viewer: Viewer, trial: Trial) -> QuerySet[TrialMatch]:
    """The illnesses for which a study is listed."""
    shown = trial.matches.filter(hidden_at=None).select_related("condition")
    return shown.order_by("kind", "condition__sort_name", "pk")


def history_of(viewer: Viewer, trial: Trial) -> QuerySet[TrialEvent]:
    """How the status of a study changed since it was first listed here, the newest first."""
    return trial.events.order_by("-pk")


def _listed(condition: Condition) -> QuerySet[Trial]:
    found = Trial.objects.filter(matches__condition=condition, matches__hidden_at=None)
    return found.annotate(match=F("matches__kind"), matched_name=F("matches__matched_name"))


def _one(found: QuerySet[Trial], nct_id: str) -> Trial:
    trial = found.filter(nct_id=nct_id).first()
    if trial is None:
        raise NotFound
    return trial


def _distance(near: Point) -> Kilometers:
    return Kilometers(F("latitude"), F("longitude"), Value(near.latitude), Value(near.longitude))


def _kilometers(near: Point) -> Subquery:
    """How far the nearest known place of a study is."""
    known = TrialPlace.objects.filter(trial=OuterRef("pk"), latitude__isnull=False)
    nearest = known.annotate(km=_distance(near)).order_by("km").values("km")
    return Subquery(nearest[:1])

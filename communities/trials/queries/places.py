"""The towns that studies name. A person picks one of them: nobody is located, nothing is stored."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Avg, Count, QuerySet

from communities.conditions.models import Condition
from communities.trials import words
from communities.trials.models import TrialPlace
from rareshare.lib.errors import Invalid

MOST_TOWNS = 3_000


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the earth, as an address of a page or of the API writes it."""

    latitude: float
    longitude: float

    def __str__(self) -> str:
        return f"{self.latitude:.3f},{self.longitude:.3f}"


@dataclass(frozen=True, slots=True)
class Town:
    """A town with how many places in it studies name; without a point it can only be read."""

    city: str
    region: str
    country: str
    places: int
    point: Point

    @property
    def key(self) -> str:
        """What a form sends for it."""
        return str(self.point)

    @property
    def name(self) -> str:
        """The town with its state and country."""
        return words.place(self.city, self.region, self.country)

    @property
    def label(self) -> str:
        """The town with its state, under the heading of its country."""
        return words.place(self.city, self.region, "") or self.country


def places_of(condition: Condition) -> QuerySet[TrialPlace]:
    """Every place that a listed study of this illness names."""
    return TrialPlace.objects.filter(
        trial__matches__condition=condition, trial__matches__hidden_at=None
    )


def towns_of(condition: Condition) -> list[Town]:
    """The towns with a known point, by country and name; of one town all hospitals together."""
    rows = (
        places_of(condition)
        .filter(latitude__isnull=False)
        .values("country", "region", "city")
        .annotate(places=Count("pk"), lat=Avg("latitude"), lon=Avg("longitude"))
        .order_by("country", "city", "region")[:MOST_TOWNS]
    )
    return [
        Town(
            city=row["city"],
            region=row["region"],
            country=row["country"],
            places=row["places"],
            point=Point(round(row["lat"], 3), round(row["lon"], 3)),
        )
        for row in rows
    ]


def town_at(condition: Condition, near: str) -> Town | None:
    """The town of this illness's studies that a form's choice means."""
    return next((town for town in towns_of(condition) if town.key == near), None)


def country_names(towns: Iterable[Town]) -> list[str]:
    """The countries of some towns, each once."""
    return list(dict.fromkeys(town.country for town in towns if town.country))


def point_of(text: str) -> Point:
    """A point from `latitude,longitude`, or that of a place by its number in the API."""
    if text.isascii() and text.isdigit() and len(text) < 16:
        place = TrialPlace.objects.filter(pk=int(text), latitude__isnull=False).first()
        if place is None or place.latitude is None or place.longitude is None:
            raise Invalid("There is no place of this number with a known point.", field="near")
        return Point(place.latitude, place.longitude)
    try:
        latitude, longitude = (float(part) for part in text.split(","))
    except ValueError as error:
        raise Invalid("Send latitude,longitude or the number of a place.", field="near") from error
    finite = math.isfinite(latitude) and math.isfinite(longitude)
    if not finite or abs(latitude) > 90 or abs(longitude) > 180:
        raise Invalid("Send a latitude from -90 to 90, a longitude from -180 to 180.", field="near")
    return Point(latitude, longitude)

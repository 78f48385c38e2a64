"""Countries and regions: their names, main time zones and ages of majority. Facts only, no query."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
USUAL_MAJORITY = 18


@dataclass(frozen=True)
class Region:
    """A state, province or territory."""

    country: str
    code: str
    name: str
    time_zone: str
    majority: int


@dataclass(frozen=True)
class Country:
    """A country by its ISO 3166-1 code."""

    code: str
    name: str
    time_zone: str


@cache
def countries() -> dict[str, Country]:
    """All countries by code, in the order of their names."""
    return {row[0]: Country(*row) for row in _rows("countries.tsv")}


@cache
def regions() -> dict[tuple[str, str], Region]:
    """The regions of those countries where law or time zone depends on the region."""
    return {
        (country, code): Region(country, code, name, zone, int(age or USUAL_MAJORITY))
        for country, code, name, zone, age in _rows("regions.tsv")
    }


def regions_of(country: str) -> list[Region]:
    """The regions to choose from in a country; none where the country alone decides."""
    return [region for region in regions().values() if region.country == country]


def time_zone(country: str, region: str = "") -> str:
    """The main time zone of a place; the person may change it later."""
    if found := regions().get((country, region)):
        return found.time_zone
    return countries()[country].time_zone if country in countries() else "UTC"


def age_of_majority(country: str, region: str = "") -> int:
    """The age from which the law of a place lets a person consent alone."""
    found = regions().get((country, region))
    return found.majority if found else USUAL_MAJORITY


def name(country: str, region: str = "") -> str:
    """How a place is called, "Ohio, United States"."""
    found = regions().get((country, region))
    whole = countries()[country].name if country in countries() else country
    return f"{found.name}, {whole}" if found else whole


def _rows(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]

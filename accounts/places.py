"""Countries, some of their states, and the time zone that follows from them.

The tables in `data/` come from the IANA time zone database (public domain).
"""

import csv
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

_DATA = Path(__file__).parent / "data"


@cache
def countries() -> dict[str, str]:
    """Country names by ISO 3166 code, sorted by name."""
    return {row["code"]: row["name"] for row in _rows("countries")}


@cache
def states(country: str) -> dict[str, str]:
    """Time zones by state, for countries with more than one zone."""
    return {row["state"]: row["zone"] for row in _rows("states") if row["country"] == country}


@cache
def _zones() -> dict[str, str]:
    return {row["code"]: row["zone"] for row in _rows("countries")}


def time_zone(country: str, state: str = "") -> str:
    """The zone of the state, else the one where most people of the country live, else UTC."""
    named = {name.casefold(): zone for name, zone in states(country).items()}
    return named.get(state.strip().casefold(), _zones().get(country, "UTC"))


def zones_of(country: str) -> list[str]:
    """The zones that a person of this country may live in."""
    return sorted({*states(country).values(), time_zone(country)})


def checked_country(code: str) -> str:
    """A known country code in capitals, or nothing."""
    code = code.strip().upper()
    if code and code not in countries():
        raise Invalid("Choose a country from the list.", field="country")
    return code


def checked_state(name: str) -> str:
    """A state or region in the person's own words."""
    return clean_line(name, "state", limit=60)


def checked_zone(name: str) -> str:
    """A zone that this machine knows."""
    if name not in zone_names():
        raise Invalid("Choose a time zone from the list.", field="time_zone")
    return name


@cache
def zone_names() -> tuple[str, ...]:
    """All zones a person may choose, by region."""
    regions = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/")
    more = ("Indian/", "Pacific/")
    return ("UTC", *sorted(z for z in available_timezones() if z.startswith(regions + more)))


def _rows(name: str) -> list[dict[str, str]]:
    with (_DATA / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))

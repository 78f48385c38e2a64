"""Where somebody lives, as far as the law of consent cares. Countries, zones: accounts.places."""

import csv
from functools import cache
from pathlib import Path

from accounts import places

USUAL_MAJORITY = 18


def age_of_majority(country: str, region: str = "") -> int:
    """The age from which the law of a place lets a person consent alone: 18, but for the places
    listed in data/majority.tsv (statutes of the US states and Canadian provinces)."""
    return _majority().get((country, region), USUAL_MAJORITY)


def time_zone(country: str, region: str = "") -> str:
    """The main time zone of a place; the person may change it later."""
    return places.time_zone(country, region)


def name(country: str, region: str = "") -> str:
    """How a place is called, "Ohio, United States"."""
    whole = places.countries().get(country, country)
    return f"{region}, {whole}" if region else whole


@cache
def _majority() -> dict[tuple[str, str], int]:
    path = Path(__file__).parent / "data" / "majority.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {(row["country"], row["state"]): int(row["age"]) for row in rows}

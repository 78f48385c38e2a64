"""The cube of one condition: people by age band and world region, and its protected form. Pure."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from registry.research import protect
from registry.research.ranges import Range, Rule
from registry.research.states import AgeBand, Region

# Age band and world region; an empty text stands for all.
Key = tuple[str, str]
TOTAL: Key = ("", "")
ELSEWHERE = "elsewhere"  # counted in totals only: Antarctica belongs to no region
_FROM_AGE = (
    (65, AgeBand.OLDER),
    (40, AgeBand.MIDDLE),
    (18, AgeBand.YOUNG),
    (12, AgeBand.TEEN),
    (2, AgeBand.CHILD),
)
_REGIONS = Path(__file__).parent / "data" / "regions.tsv"


def all_keys() -> list[Key]:
    """All cells of a cube, the total first."""
    return [(band, region) for band in ["", *AgeBand.values] for region in ["", *Region.values]]


def equations() -> list[protect.Equation[Key]]:
    """Every line of the table: what the parts add up to."""
    bands, regions = AgeBand.values, Region.values
    down = [((("", r)), [(b, r) for b in bands]) for r in ["", *regions]]
    across = [((b, ""), [(b, r) for r in regions]) for b in ["", *bands]]
    return [protect.Equation(whole, tuple(parts)) for whole, parts in [*down, *across]]


def age_band(born: date, on: date) -> AgeBand:
    """The age band on a day."""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next((band for least, band in _FROM_AGE if age >= least), AgeBand.BABY)


@cache
def region_by_country() -> dict[str, Region]:
    """World regions by country code (UN M49)."""
    rows = (line.split("\t") for line in _REGIONS.read_text(encoding="utf-8").splitlines())
    return {code: Region(row[0]) for row in rows if len(row) == 2 for code in row[1].split()}


def count(people: Counter[Key]) -> dict[Key, int]:
    """The number in every cell, from people by band and region."""
    numbers = dict.fromkeys(all_keys(), 0)
    for (band, region), number in people.items():
        for key in {(band, region), (band, ""), ("", region), TOTAL} & numbers.keys():
            numbers[key] += number
    return numbers


def published(
    numbers: Mapping[Key, int], before: Mapping[Key, Range] | None, rule: Rule
) -> dict[Key, Range]:
    """The range of every cell. Ranges move slowly; where that would make the table contradict
    itself, which could be read, all of them are made anew."""
    fresh = {key: rule.bucket(number) for key, number in numbers.items()}
    if before is None:
        return fresh
    slow = {
        key: rule.settled(number, before.get(key, rule.small)) for key, number in numbers.items()
    }
    return slow if protect.consistent(slow, equations()) else fresh


def hidden(ranges: Mapping[Key, Range], rule: Rule) -> set[Key]:
    """The cells that must not be shown, so that no small cell can be worked out from others."""
    return protect.hidden(ranges, equations(), small=rule.small, never=TOTAL)

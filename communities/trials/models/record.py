"""One study as ClinicalTrials.gov tells it, read and checked, before it is a row. Pure values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Site:
    """Where a study takes people in. A point that is impossible is left out, its name kept."""

    facility: str
    city: str
    region: str
    zip_code: str
    country: str
    status: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Record:
    """One study. `facts` are the columns of a trial; `digest` changes with anything we read."""

    nct_id: str
    facts: dict[str, Any]
    terms: list[str]
    mesh_codes: list[str]
    sites: list[Site]
    digest: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All studies that a question brought, as they came. `complete` is False where more exist than
    we took; then nothing can be said about studies that are not among them."""

    studies: list[Any]
    data_timestamp: str
    asked_for: str
    asked_at: datetime
    complete: bool = True


@dataclass(slots=True)
class Reading:
    """The readable records by their number; every number that was named; how many were no good."""

    records: dict[str, Record] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    bad: int = 0

"""A server that speaks the protocol, an illness with names, and studies made from a few words."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from communities.conditions.models import Condition, ConditionName, NameKind, Source
from communities.groups import operations as groups
from communities.groups.models import Community
from communities.trials import operations
from communities.trials.models import Trial
from communities.trials.models.record import Answer
from rareshare.lib import clock
from tests.cast import Cast
from tests.communities.conftest import make_condition
from tests.ctgov_server import STAMP, CtgovServer

SAMPLE = json.loads((Path(__file__).parent / "sample.json").read_text())
DAY_ONE = datetime(2031, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def ctgov(settings: Any) -> Iterator[CtgovServer]:
    """The source of studies, on loopback."""
    server = CtgovServer()
    settings.CTGOV_URL = server.url
    yield server
    server.close()


@pytest.fixture
def condition(db: None) -> Condition:
    """An illness with two more names, one of them short."""
    made = make_condition("Calciphylaxis")
    names = {
        "Calciphylaxis": NameKind.PREFERRED,
        "calcific uremic arteriolopathy": NameKind.SYNONYM,
        "CUA": NameKind.ABBREVIATION,
    }
    for text, kind in names.items():
        ConditionName.objects.create(
            condition=made, text=text, kind=kind, source=Source.MONDO, normalized=text.lower()
        )
    return made


@pytest.fixture
def community(cast: Cast, condition: Condition) -> Community:
    """Its community, with Chidi in it."""
    made = groups.open_community("Calciphylaxis", by=cast.lena, condition=condition)
    groups.join_community(made, by=cast.chidi, role="patient")
    return made


def study(number: int = 1, status: str = "RECRUITING", **more: Any) -> dict[str, Any]:
    """A study in the shape of the source; `more` is changed in the full sample."""
    made: dict[str, Any] = deepcopy(SAMPLE["studies"][0])
    protocol = made["protocolSection"]
    protocol["identificationModule"]["nctId"] = f"NCT{number:08}"
    protocol["identificationModule"]["briefTitle"] = more.get("title", f"Study number {number}")
    protocol["statusModule"]["overallStatus"] = status
    if "updated" in more:
        protocol["statusModule"]["lastUpdatePostDateStruct"]["date"] = more["updated"]
    if "names" in more:
        protocol["conditionsModule"] = {"conditions": more["names"]}
        made["derivedSection"] = {}
    if "sites" in more:
        protocol["contactsLocationsModule"]["locations"] = more["sites"]
    if "summary" in more:
        protocol["descriptionModule"]["briefSummary"] = more["summary"]
    return made


def site(city: str, country: str, lat: float, lon: float, **more: Any) -> dict[str, Any]:
    """A place of a study."""
    return {"city": city, "country": country, "geoPoint": {"lat": lat, "lon": lon}, **more}


BOSTON = site("Boston", "United States", 42.35843, -71.05977, state="Massachusetts")
PROVIDENCE = site("Providence", "United States", 41.82399, -71.41283, state="Rhode Island")
BERLIN = site("Berlin", "Germany", 52.52437, 13.41053)


def answer(*studies: Any, stamp: str = STAMP, complete: bool = True, names: str = "n") -> Answer:
    """An answer as it comes from the source."""
    return Answer(list(studies), stamp, names, clock.now(), complete=complete)


def take(condition: Condition, *studies: Any, **more: Any) -> operations.Taken:
    """Take an answer up."""
    return operations.import_trials(condition, answer(*studies, **more), by=None)


def one(number: int = 1) -> Trial:
    """The study with a number."""
    return Trial.objects.get(nct_id=f"NCT{number:08}")

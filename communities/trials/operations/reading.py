"""Reading what ClinicalTrials.gov sent. Nothing in it is trusted: a study that breaks a rule is
left out and counted, and the others are read."""

import hashlib
import json
import math
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from communities.trials.models.record import Reading, Record, Site
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line, clean_markdown

NCT_ID = re.compile(r"NCT\d{8}", re.ASCII)
PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
MOST_SITES = 5_000
MOST_TERMS = 500
MOST_PEOPLE = 100_000_000


class BadRecord(ValueError):
    """A study that cannot be taken as it is."""


def read_studies(studies: Iterable[Any]) -> Reading:
    """Every study that can be read, once; a number that comes twice counts as its last version."""
    reading = Reading()
    for study in studies:
        try:
            number = _number(study)
            reading.named.add(number)
            reading.records[number] = _record(number, study)
        except (BadRecord, Invalid):
            reading.bad += 1
    return reading


def _number(study: Any) -> str:
    number = _at(study, "protocolSection", "identificationModule", "nctId")
    if not isinstance(number, str) or not NCT_ID.fullmatch(number):
        raise BadRecord("nctId")
    return number


def _record(number: str, study: dict[str, Any]) -> Record:
    protocol = _at(study, "protocolSection")
    conditions = _at(protocol, "conditionsModule")
    meshes = _rows(_at(study, "derivedSection", "conditionBrowseModule", "meshes"), MOST_TERMS)
    terms = [
        *_lines(_at(conditions, "conditions")),
        *_lines(_at(conditions, "keywords")),
        *(_line(mesh, "term", limit=500) for mesh in meshes),
    ]
    places = _rows(_at(protocol, "contactsLocationsModule", "locations"), MOST_SITES)
    return Record(
        nct_id=number,
        facts=_facts(number, protocol) | {"has_results": bool(_flag(study, "hasResults"))},
        terms=[term for term in terms if term],
        mesh_codes=[code for mesh in meshes if (code := _line(mesh, "id", limit=30))],
        sites=list(dict.fromkeys(_site(place) for place in places)),
        digest=hashlib.sha256(json.dumps(study, sort_keys=True).encode()).hexdigest(),
    )


def _facts(number: str, protocol: Any) -> dict[str, Any]:
    names, status = _at(protocol, "identificationModule"), _at(protocol, "statusModule")
    design, persons = _at(protocol, "designModule"), _at(protocol, "eligibilityModule")
    official = _line(names, "officialTitle", limit=1000)
    return {
        "title": _line(names, "briefTitle", limit=500) or official[:500] or number,
        "official_title": official,
        "acronym": _line(names, "acronym", limit=60),
        "status": _code(status, "overallStatus"),
        "last_known_status": _code(status, "lastKnownStatus"),
        "why_stopped": _line(status, "whyStopped", limit=1000),
        "started": _date(_at(status, "startDateStruct", "date")),
        "results_due": _date(_at(status, "primaryCompletionDateStruct", "date")),
        "ended": _date(_at(status, "completionDateStruct", "date")),
        "first_posted": _date(_at(status, "studyFirstPostDateStruct", "date")),
        "last_updated": _date(_at(status, "lastUpdatePostDateStruct", "date")),
        "sponsor": _line(protocol, "sponsorCollaboratorsModule", "leadSponsor", "name", limit=300),
        "summary": clean_markdown(_text(_at(protocol, "descriptionModule", "briefSummary"))),
        "study_type": _code(design, "studyType"),
        "phases": [clean_line(_text(one), limit=40) for one in _rows(_at(design, "phases"), 20)],
        "enrollment": _count(_at(design, "enrollmentInfo", "count")),
        "patient_registry": bool(_flag(design, "patientRegistry")),
        "sex": _line(persons, "sex", limit=20),
        "minimum_age": _line(persons, "minimumAge", limit=40),
        "maximum_age": _line(persons, "maximumAge", limit=40),
        "healthy_volunteers": _flag(persons, "healthyVolunteers"),
    }


def _site(place: Any) -> Site:
    latitude = _degrees(_at(place, "geoPoint", "lat"), 90)
    longitude = _degrees(_at(place, "geoPoint", "lon"), 180)
    whole = latitude is not None and longitude is not None
    return Site(
        facility=_line(place, "facility", limit=300),
        city=_line(place, "city", limit=120),
        region=_line(place, "state", limit=120),
        zip_code=_line(place, "zip", limit=40),
        country=_line(place, "country", limit=120),
        status=_code(place, "status"),
        latitude=latitude if whole else None,
        longitude=longitude if whole else None,
    )


def _at(data: Any, *path: str) -> Any:
    """What lies at the end of the path; None where a step is missing."""
    for step in path:
        if data is None:
            return None
        if not isinstance(data, dict):
            raise BadRecord(step)
        data = data.get(step)
    return data


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadRecord("no text")
    return value


def _line(data: Any, *path: str, limit: int) -> str:
    return clean_line(_text(_at(data, *path)), path[-1], limit=limit)


def _code(data: Any, name: str) -> str:
    """A word of the source's own vocabulary."""
    return _line(data, name, limit=40)


def _rows(value: Any, most: int) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > most:
        raise BadRecord("no list")
    return value


def _lines(value: Any) -> list[str]:
    return [clean_line(_text(one), limit=500) for one in _rows(value, MOST_TERMS)]


def _flag(data: Any, name: str) -> bool | None:
    value = _at(data, name)
    if value is not None and not isinstance(value, bool):
        raise BadRecord(name)
    return value


def _count(value: Any) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_PEOPLE:
        raise BadRecord("no count")
    return value


def _degrees(value: Any, most: int) -> float | None:
    """A coordinate, or None where it lies outside of the earth."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and abs(value) <= most else None


def _date(value: Any) -> str:
    """A whole or partial date as it was given; anything else is no date."""
    found = PARTIAL_DATE.fullmatch(_text(value))
    if not found:
        return ""
    try:
        date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return ""
    return found[0]

"""Studies are public; a person's watches and news are theirs alone."""

from typing import Any

from communities.trials import operations
from communities.trials.models.record import Answer
from rareshare.lib import clock
from tests.access import Row, World, api, page
from tests.access.groups import EVERYONE, place

NUMBER = "NCT00000001"
OSLO = {"city": "Oslo", "country": "Norway", "geoPoint": {"lat": 59.91273, "lon": 10.74609}}


def study_of(number: int, status: str, sites: list[dict[str, Any]]) -> dict[str, Any]:
    """A study as the source tells it."""
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": f"NCT{number:08}",
                "briefTitle": f"A study of warm rooms, part {number}",
            },
            "statusModule": {
                "overallStatus": status,
                "startDateStruct": {"date": "2026-01"},
                "completionDateStruct": {"date": "2028"},
                "lastUpdatePostDateStruct": {"date": "2026-10-02"},
            },
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "Warm House"}},
            "descriptionModule": {"briefSummary": "People sit in a **warm** room."},
            "designModule": {"studyType": "INTERVENTIONAL", "phases": ["PHASE2"]},
            "eligibilityModule": {"sex": "ALL", "minimumAge": "18 Years"},
            "contactsLocationsModule": {"locations": sites},
        }
    }


def build(world: World) -> None:
    """One study of the community's illness, and one watch of Chidi."""
    condition = world.community.condition
    answer = Answer(
        [study_of(1, "RECRUITING", [OSLO])], "2026-11-20T09:00:05", "asked", clock.now()
    )
    operations.import_trials(condition, answer, by=None)
    world.watch = operations.watch_trials(condition, by=world.cast.chidi)


def slug(world: World) -> dict[str, object]:
    """The public page of the illness."""
    return {"slug": world.community.condition.slug}


def study(world: World) -> dict[str, object]:
    """One study on it."""
    return {**slug(world), "nct_id": NUMBER}


def number(world: World) -> dict[str, object]:
    """The study by its number."""
    return {"nct_id": NUMBER}


def watch(world: World) -> dict[str, object]:
    """Chidi's watch."""
    return {"pk": world.watch.pk}


def key(world: World) -> dict[str, object]:
    """The illness, by its key."""
    return {"condition": world.community.condition.key}


ROWS = [
    Row("trials:trials", "GET", EVERYONE, slug),
    Row("trials:trial", "GET", EVERYONE, study),
    Row("trials:watches", "GET", page()),
    Row("trials:watches", "POST", page(others=302), data=key),
    Row("trials:read", "POST", page(others=302)),
    Row("trials:end", "POST", page(others=404, chidi=302), watch),
    Row("trials-api:trials", "GET", EVERYONE, place),
    Row("trials-api:trial", "GET", EVERYONE, number),
    Row("trials-api:watches", "GET", api()),
    Row("trials-api:watches", "POST", api(others=201), data=key),
    Row("trials-api:watch", "GET", api(others=404, chidi=200), watch),
    Row("trials-api:watch", "DELETE", api(others=404, chidi=204), watch),
    Row("trials-api:news", "GET", api()),
    Row("trials-api:news-read", "POST", api(others=204)),
]

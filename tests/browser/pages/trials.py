"""Studies of an illness, one study, and what a person asked to hear of."""

from communities.trials import operations
from communities.trials.models.record import Answer
from rareshare.lib import clock
from tests.access import World
from tests.access.trials import NUMBER, OSLO, study_of
from tests.browser.pages import Shown
from tests.communities.conftest import make_condition

BERGEN = {"city": "Bergen", "country": "Norway", "geoPoint": {"lat": 60.39299, "lon": 5.32415}}
BOSTON = {"city": "Boston", "country": "Canada", "geoPoint": {"lat": 42.35843, "lon": -71.05977}}


def build(world: World) -> None:
    """Studies of every kind; Chidi watches and has news, Fay has nothing."""
    world.unstudied = make_condition("Unstudied illness")
    condition = world.community.condition
    operations.watch_trials(condition, by=world.cast.chidi)
    statuses = ["RECRUITING", "NOT_YET_RECRUITING", "COMPLETED", "A_NEW_WORD", "UNKNOWN"]
    studies = [
        study_of(number, status, [OSLO, BERGEN, BOSTON])
        for number, status in enumerate(statuses * 3, 1)
    ]
    answer = Answer(studies, "2026-11-21T09:00:05", "asked", clock.now())
    operations.import_trials(condition, answer, by=None)


_LIST = "/conditions/{community.condition.slug}/trials/"
PAGES = [
    Shown(_LIST),
    Shown(_LIST + "?page=2", state="second page"),
    Shown(_LIST + "?near=59.913,10.746&distance=50&unit=miles", state="near a place"),
    Shown(_LIST + "?status=soon&country=Norway", who="chidi", state="filtered"),
    Shown(_LIST + "?country=Norway&near=42.358,-71.060&distance=25", state="wrong", status=400),
    Shown("/conditions/{unstudied.slug}/trials/", state="empty"),
    Shown(_LIST + NUMBER + "/"),
    Shown("/me/trials/", who="chidi"),
    Shown("/me/trials/?add={community.condition.key}", who="fay", state="asked after signing in"),
    Shown("/me/trials/", who="fay", state="empty"),
]

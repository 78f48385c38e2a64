"""The catalogue is open to everybody; `world.condition` is Calciphylaxis, told by two sources."""

from typing import Any

from communities.conditions.models import Condition
from tests.access import Row, World
from tests.communities.conditions.conftest import load
from tests.communities.conditions.orphadata import NAMES, PREVALENCE, run

EVERYONE = {"*": 200}


def build(world: World) -> None:
    """The small catalogue, with one condition that is retired."""
    load()
    run(NAMES)
    run(PREVALENCE)
    world.condition = Condition.objects.get(name="Calciphylaxis")
    world.retired_condition = Condition.objects.get(name="Bifid nose")
    Condition.objects.filter(pk=world.retired_condition.pk).update(status="retired")


def _slug(world: World) -> dict[str, Any]:
    return {"slug": world.condition.slug}


def _key(world: World) -> dict[str, Any]:
    return {"key": world.condition.key}


ROWS = [
    Row("conditions:conditions", "GET", EVERYONE),
    Row("conditions:suggest", "GET", EVERYONE, query="q=calci"),
    Row("conditions:condition", "GET", EVERYONE, kwargs=_slug),
    Row("conditions-api:conditions", "GET", EVERYONE),
    Row("conditions-api:condition", "GET", EVERYONE, kwargs=_key),
]

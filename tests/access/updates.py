"""The yearly update: a letter's link is open to whoever holds it; all else is one's own."""

from datetime import timedelta

from rareshare.lib import clock
from registry.updates import operations
from registry.updates.models import DueStep
from tests.access import Row, World, api, page
from tests.access.answers import OWN, reference

EVERYONE = {"*": 200}


def build(world: World) -> None:
    """Alma's letter was found due."""
    with clock.frozen(clock.now() + timedelta(days=380)):
        operations.find_due()
    world.due = DueStep.objects.get(participant=world.participant)
    world.due_token = world.due.token


def token(world: World) -> dict[str, object]:
    """The link of Alma's letter."""
    return {"token": world.due_token}


ROWS = [
    Row("updates:check", "GET", EVERYONE, token),
    Row("updates:check", "POST", EVERYONE, token),
    Row("updates:confirm", "GET", page(**OWN)),
    Row("updates:confirm", "POST", page(others=404, alma=302), data={"cycle": "1"}),
    Row("updates:pause", "GET", page(**OWN)),
    Row("updates:pause", "POST", page(others=404, alma=302)),
    Row("updates-api:updates", "GET", api(**OWN), reference),
    Row("updates-api:pause", "POST", api(**OWN), reference),
    Row("updates-api:pause", "DELETE", api(others=404, alma=409), reference),
    Row("updates-api:confirmations", "GET", api(**OWN), reference),
    Row(
        "updates-api:confirmations",
        "POST",
        api(others=404, alma=201),
        reference,
        {"cycle": 1},
    ),
]

"""The house's own routes: the description of the API, figures, one-click unsubscribing."""

from rareshare.lib import subscriptions
from tests.access import Row, World

EVERYONE = {"*": 200}


def token(world: World) -> dict[str, str]:
    """The token of a letter to Fay; whoever holds the letter may stop it."""
    return {"token": subscriptions.unsubscribe_token(world.cast.fay.pk, "replies")}


ROWS = [
    Row("api-schema", "GET", EVERYONE),
    Row("api-docs", "GET", EVERYONE),
    Row("lib:metrics", "GET", EVERYONE),  # by network address, not by person
    Row("lib:unsubscribe", "GET", EVERYONE, token),
    Row("lib:unsubscribe", "POST", EVERYONE, token),
]

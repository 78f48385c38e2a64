"""The yearly update."""

from datetime import timedelta

from rareshare.lib import clock, crypto
from registry.updates.models import DueStep
from tests.access import World
from tests.browser.pages import Shown


def build(world: World) -> None:
    """A link that is too old, and one of a year that is settled."""
    world.old_token = _link(world, cycle=1)
    world.done_token = _link(world, cycle=9)


def _link(world: World, *, cycle: int) -> str:
    due = DueStep(
        participant=world.participant,
        cycle=cycle,
        step="last",
        due_at=clock.now(),
        recipient=world.cast.alma,
        expires_at=clock.now() - timedelta(days=1),
    )
    due.token_hash = crypto.digest(due.token)
    due.save()
    return due.token


PAGES = [
    Shown("/check/{due_token}/"),
    Shown("/check/{done_token}/", state="done"),
    Shown("/check/{old_token}/", state="expired", status=410),
    Shown("/me/registry/update/", who="alma"),
    Shown("/me/pause/", who="alma"),
    # Last, because it answers: a browser sends an Origin, which a scripted client does not.
    Shown("/check/{due_token}/", state="answered", press="Nothing has changed"),
]

"""The steps that all operations on applications share."""

from accounts.models import User
from communities.leaders.models import LeaderApplication, LeaderApplicationEvent
from communities.leaders.states import MOVES, State
from rareshare.lib import states
from rareshare.lib.locks import locked


def locked_in_place(application: LeaderApplication) -> LeaderApplication:
    """The community first, as everywhere, so that no two wait for each other."""
    locked(application.community)
    return locked(application)


def move(application: LeaderApplication, to: State, verb: str, *, by: User | None) -> None:
    """The one place that changes an application's state, together with its history."""
    states.check(MOVES, application.state, to)
    before, application.state = application.state, to
    application.save()
    record(application, verb, by=by, before=before)


def record(application: LeaderApplication, verb: str, *, by: User | None, before: str = "") -> None:
    """One row of history, in the transaction of the step."""
    LeaderApplicationEvent.objects.create(
        application=application,
        verb=verb,
        by=by,
        from_state=before,
        to_state=application.state,
    )

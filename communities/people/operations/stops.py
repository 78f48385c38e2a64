"""What staff decide about a stop."""

from django.db import transaction

from accounts.models import User
from communities.people import permissions
from communities.people.models import ReadingDay, ReadingStop, ReadingStopEvent
from communities.people.states import MOVES, StopState
from rareshare.lib import clock, states, text
from rareshare.lib.errors import NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.models import StaffTask

_NOT_YOURS = "Another moderator or administrator must decide about this."


def keep_stop(stop: ReadingStop, *, by: User, reason: str) -> ReadingStop:
    """Somebody had a look, and the stop holds; it can still be lifted later."""
    reason = _checked(reason)
    with transaction.atomic():
        stop = locked(stop)
        if not permissions.can_keep_stop(by, stop):
            raise NotAllowed(_NOT_YOURS)
        _move(stop, StopState.KEPT, by=by, reason=reason)
        _close_task(stop, by)
    return stop


def lift_stop(stop: ReadingStop, *, by: User, reason: str) -> ReadingStop:
    """The person may read on, and begins the day anew."""
    reason = _checked(reason)
    with transaction.atomic():
        stop = locked(stop)
        if not permissions.can_lift_stop(by, stop):
            raise NotAllowed(_NOT_YOURS)
        _move(stop, StopState.LIFTED, by=by, reason=reason)
        ReadingDay.objects.filter(viewer=stop.viewer_id).delete()
        _close_task(stop, by)
    return stop


def _checked(reason: str) -> str:
    return text.needed_text(reason, "reason", "Say what you saw.", limit=1000)


def _close_task(stop: ReadingStop, by: User) -> None:
    waiting = StaffTask.objects.filter(key=f"reading_stop:{stop.pk}", done_at=None)
    waiting.update(done_at=clock.now(), done_by_id=by.pk)


def _move(stop: ReadingStop, to: StopState, *, by: User, reason: str) -> None:
    states.check(MOVES, stop.state, to)
    before, stop.state = stop.state, to
    stop.save(update_fields=["state"])
    ReadingStopEvent.objects.create(
        stop=stop, verb=f"stop_{to.value}", by=by, from_state=before, to_state=to, note=reason
    )

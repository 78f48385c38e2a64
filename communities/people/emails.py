"""Letters of this room. They name nobody."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts import queries as accounts
from accounts.roles import Role
from communities.people.models import ReadingStop
from communities.people.states import StopState
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _decide_reading_stopped(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The stop waits for a look, and the recipient still looks after the house."""
    stop = ReadingStop.objects.filter(pk=letter.refs["stop"]).first()
    if stop is None or stop.state != StopState.WAITING:
        return letters.Cancel("somebody had a look")
    if not accounts.people_holding(Role.ADMIN).filter(pk=letter.recipient_id or 0).exists():
        return letters.Cancel("no longer an administrator")
    return {"url": settings.BASE_URL + reverse("people:stops"), "action": "Have a look"}


READING_STOPPED = letters.kind(
    "reading_stopped", purpose=letters.ESSENTIAL, decide=_decide_reading_stopped
)


def reading_stopped(stop: ReadingStop) -> None:
    """Tell every administrator, without a name."""
    letters.queue_each(
        READING_STOPPED,
        key=f"reading_stopped:{stop.pk}",
        recipient_ids=accounts.people_holding(Role.ADMIN).values_list("pk", flat=True),
        refs={"stop": stop.pk},
    )

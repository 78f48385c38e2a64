"""The letters of the yearly update. Whether one is still wanted is decided when it is sent."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from rareshare.lib import clock, letters
from rareshare.lib.locks import locked
from rareshare.lib.models import Letter
from registry.enrollment import use
from registry.enrollment.models import Actor
from registry.updates import recency
from registry.updates.models import DueStep, Schedule
from registry.updates.states import Step

PURPOSE = "annual_update"


def _decide(letter: Letter) -> letters.Decision:
    """Stop where the person updated or paused meanwhile, may not be reminded, or where the
    recipient does not act for the participant any more. Runs under the participant's row lock, so
    a withdrawal either comes first and stops the letter, or waits until it left."""
    due = DueStep.objects.select_related("participant", "recipient").get(**letter.refs)
    participant = locked(due.participant)
    schedule = Schedule.objects.select_related("participant").get(participant=participant)
    if schedule.cycle != due.cycle or recency.answered_since(schedule):
        return letters.Cancel("updated or paused since")
    verdict = use.may(participant, use.Purpose.REMIND, clock.now())
    if not verdict.allowed:
        return letters.Cancel(", ".join(verdict.reasons))
    acting = Actor.objects.filter(participant=participant, user=due.recipient, until=None)
    if not acting.exists():
        return letters.Cancel("does not act for the participant")
    return _words(due)


def _words(due: DueStep) -> dict[str, Any]:
    first = DueStep.objects.filter(
        participant=due.participant, kind=due.kind, cycle=due.cycle, step=Step.INVITATION
    ).first()
    return {
        "name": due.recipient.display_name,
        "url": settings.BASE_URL + reverse("updates:check", args=[due.token]),
        "action": "Check my details",
        "pause_url": settings.BASE_URL + reverse("updates:pause"),
        "first_on": (first or due).found_at,
    }


update_invitation = letters.kind("update_invitation", purpose=PURPOSE, decide=_decide)
update_reminder = letters.kind("update_reminder", purpose=PURPOSE, decide=_decide)
update_last = letters.kind("update_last", purpose=PURPOSE, decide=_decide)

BY_STEP = {
    Step.INVITATION: update_invitation,
    Step.REMINDER: update_reminder,
    Step.LAST: update_last,
}

"""Six months without these letters, and back."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment.models import Participant
from registry.updates import calendar, permissions
from registry.updates.models import Schedule
from registry.updates.operations import cycles

PAUSE_MONTHS = 6


def pause_updates(participant: Participant, *, by: User) -> Schedule:
    """No letter about updates for six months; a letter that would have come meanwhile comes after.
    It changes no consent. Pausing again counts from today."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_pause_updates(by, participant):
            raise NotAllowed("Only those who act for this person can pause these letters.")
        schedule = cycles.schedule_of(participant)
        zone = ZoneInfo(participant.time_zone)
        until = calendar.months_after(clock.now().astimezone(zone).date(), PAUSE_MONTHS)
        day = max(until, schedule.starts_at.astimezone(zone).date())
        schedule.paused_until = until
        cycles.begin_cycle(schedule, day, by=by, verb="updates_paused")
    return schedule


def resume_updates(participant: Participant, *, by: User) -> Schedule:
    """End the pause: the next letter comes when it would have come, at the earliest tomorrow."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_resume_updates(by, participant):
            raise NotAllowed("Only those who act for this person can start these letters again.")
        schedule = cycles.schedule_of(participant)
        today = clock.now().astimezone(ZoneInfo(participant.time_zone)).date()
        if schedule.paused_until is None or schedule.paused_until <= today:
            raise WrongState("These letters are not paused.")
        schedule.paused_until = None
        cycles.begin_cycle(
            schedule, _day_after_pause(schedule, today), by=by, verb="updates_resumed"
        )
    return schedule


def _day_after_pause(schedule: Schedule, today: date) -> date:
    due = calendar.anniversary(schedule.anchor_on, 1)
    return max(due, date.fromordinal(today.toordinal() + 1))

"""Starting a cycle: the one place that moves a schedule on."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from accounts.models import User
from rareshare.lib.errors import WrongState
from registry.enrollment.models import Participant
from registry.updates import calendar, recency
from registry.updates.models import Schedule, ScheduleEvent
from registry.updates.states import Step


def new_schedules(participants: Sequence[Participant]) -> list[Schedule]:
    """The first cycles of people who joined; not saved yet."""
    anchors = recency.last_updates(participants)
    return [recency.first_schedule(one, anchors[one.pk]) for one in participants]


def schedule_of(participant: Participant) -> Schedule:
    """The locked schedule of a participant, written where the scanner did not look yet. Whoever is
    still on the way in has none."""
    if participant.enrolled_at is None:
        raise WrongState("Finish joining first.")
    found = Schedule.objects.select_for_update().filter(participant=participant).first()
    if found is None:
        Schedule.objects.bulk_create(new_schedules([participant]), ignore_conflicts=True)
        found = Schedule.objects.select_for_update().get(participant=participant)
    found.participant = participant
    return found


def begin_cycle(schedule: Schedule, day: date, *, by: User | None, verb: str) -> None:
    """Start the next cycle with an invitation due on the morning of `day`; whatever was queued for
    the cycle before is stopped by its number."""
    zone = ZoneInfo(schedule.participant.time_zone)
    before = schedule.step
    schedule.cycle += 1
    schedule.step = Step.INVITATION
    schedule.starts_at = schedule.due_at = calendar.morning_of(day, zone)
    schedule.save()
    ScheduleEvent.objects.create(
        schedule=schedule,
        cycle=schedule.cycle,
        verb=verb,
        by=by,
        from_state=before,
        to_state=schedule.step,
    )


def move_anchor(schedule: Schedule, anchor: date, *, by: User | None, verb: str) -> None:
    """Count the years from `anchor`: the next letter is due a year after it."""
    schedule.anchor_on, schedule.paused_until = anchor, None
    begin_cycle(schedule, calendar.anniversary(anchor, 1), by=by, verb=verb)

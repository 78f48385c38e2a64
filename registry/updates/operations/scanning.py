"""Finding who is due. Any number of scanners may look at once, at any time, after any pause."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from rareshare.lib import clock, crypto, letters
from rareshare.lib.models import StaffTask
from registry.updates import calendar, emails, queries, recency
from registry.updates.models import DueStep, Schedule
from registry.updates.operations import cycles
from registry.updates.states import OFFSETS, SPACING, Kind, Step

BATCH = 1_000
LINK_DAYS = timedelta(days=180)
NEXT = {Step.INVITATION: Step.REMINDER, Step.REMINDER: Step.LAST}


def find_due(now: datetime | None = None, *, batch: int = BATCH) -> int:
    """Queue one letter for everybody whose letter is due; each step of a cycle is found once, by a
    unique key, however many scanners run. Answers how many letters were queued."""
    now = now or clock.now()
    while _schedule_new(batch):
        pass
    queued = 0
    while (found := _find_batch(now, batch)) is not None:
        queued += found
    return queued


def _schedule_new(batch: int) -> int:
    """Give everybody who joined since the last look a first cycle."""
    people = list(queries.unscheduled()[:batch])
    Schedule.objects.bulk_create(cycles.new_schedules(people), ignore_conflicts=True)
    return len(people)


def _find_batch(now: datetime, batch: int) -> int | None:
    """One transaction: due rows, letters and the move to the next step stand or fall together.
    Rows that another scanner holds are skipped; None where nothing is left."""
    with transaction.atomic():
        rows = queries.due_schedules(now).select_for_update(skip_locked=True, of=("self",))
        found = list(rows[:batch])
        if not found:
            return None
        waiting = _without_updated(found)
        _queue(waiting, now)
        _advance(waiting, now)
    return len(waiting)


def _without_updated(found: Sequence[Schedule]) -> list[Schedule]:
    """Whoever gave answers since the anchor is up to date: the years count from then. Where a year
    of silence is over, the next cycle begins now."""
    updated_on = recency.last_updates(schedule.participant for schedule in found)
    waiting = []
    for schedule in found:
        day = updated_on[schedule.participant_id]
        if day > schedule.anchor_on:
            cycles.move_anchor(schedule, day, by=None, verb="answers_counted")
            continue
        if schedule.step == Step.SILENCE:
            cycles.begin_cycle(schedule, _local_day(schedule), by=None, verb="silence_ended")
        waiting.append(schedule)
    return waiting


def _queue(waiting: Sequence[Schedule], now: datetime) -> None:
    recipients = queries.recipients(schedule.participant_id for schedule in waiting)
    dues: list[DueStep] = []
    envelopes: dict[Step, list[letters.Envelope]] = defaultdict(list)
    for schedule in waiting:
        recipient = recipients.get(schedule.participant_id)
        if recipient is None:
            _ask_staff(schedule)
            continue
        dues.append(_due(schedule, recipient, now))
        envelopes[Step(schedule.step)].append(_envelope(schedule, recipient, now))
    DueStep.objects.bulk_create(dues, ignore_conflicts=True)
    for step, some in envelopes.items():
        letters.queue_all(emails.BY_STEP[step], some)


def _due(schedule: Schedule, recipient: int, now: datetime) -> DueStep:
    due = DueStep(
        participant_id=schedule.participant_id,
        cycle=schedule.cycle,
        step=schedule.step,
        due_at=schedule.due_at,
        found_at=now,
        recipient_id=recipient,
        expires_at=now + LINK_DAYS,
    )
    due.token_hash = crypto.digest(due.token)
    return due


def _envelope(schedule: Schedule, recipient: int, now: datetime) -> letters.Envelope:
    """However late a letter is found, it leaves in the daytime of the participant's place."""
    refs = {
        "participant_id": schedule.participant_id,
        "kind": Kind.ANNUAL_UPDATE.value,
        "cycle": schedule.cycle,
        "step": schedule.step,
    }
    return letters.Envelope(
        key=":".join(str(value) for value in refs.values()),
        recipient_id=recipient,
        refs=refs,
        due_at=calendar.next_daytime(now, ZoneInfo(schedule.participant.time_zone)),
    )


def _advance(waiting: Sequence[Schedule], now: datetime) -> None:
    """The next letter of the cycle, at its own time and never within 14 days of this one; after the
    last letter comes silence until the next anniversary."""
    for step, following in NEXT.items():
        some = [schedule.pk for schedule in waiting if schedule.step == step]
        planned = Greatest(F("starts_at") + Value(OFFSETS[following]), Value(now + SPACING))
        Schedule.objects.filter(pk__in=some).update(step=following, due_at=planned)
    for schedule in waiting:
        if schedule.step == Step.LAST:
            _fall_silent(schedule, now)


def _fall_silent(schedule: Schedule, now: datetime) -> None:
    zone = ZoneInfo(schedule.participant.time_zone)
    day = calendar.first_anniversary_after(schedule.anchor_on, now.astimezone(zone).date())
    schedule.step, schedule.due_at = Step.SILENCE, calendar.morning_of(day, zone)
    schedule.save(update_fields=["step", "due_at"])


def _local_day(schedule: Schedule) -> date:
    return schedule.due_at.astimezone(ZoneInfo(schedule.participant.time_zone)).date()


def _ask_staff(schedule: Schedule) -> None:
    """Nobody with an account acts for this participant: a person must find another way."""
    StaffTask.objects.get_or_create(
        key=f"update_without_recipient:{schedule.participant_id}:{schedule.cycle}",
        defaults={
            "kind": "update_without_recipient",
            "refs": {"participant": schedule.participant_id},
        },
    )

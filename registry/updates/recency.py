"""When a participant was last up to date: joined, confirmed, or gave answers; and when it is asked
for the first time after that."""

from collections.abc import Iterable
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Max

from registry.answers import queries as answers
from registry.enrollment.models import Participant
from registry.updates import calendar
from registry.updates.models import Confirmation, Schedule


def answered_since(schedule: Schedule) -> bool:
    """True where the participant gave answers after the day the schedule counts from."""
    participant = schedule.participant
    return last_updates([participant])[participant.pk] > schedule.anchor_on


def last_updates(participants: Iterable[Participant]) -> dict[int, date]:
    """The local day on which each participant last joined, confirmed or gave answers."""
    people = {person.pk: person for person in participants}
    confirmed = dict(
        Confirmation.objects.filter(participant__in=people)
        .order_by()
        .values("participant")
        .annotate(at=Max("at"))
        .values_list("participant", "at")
    )
    answered = answers.latest_answers_at(people)
    found: dict[int, date] = {}
    for pk, person in people.items():
        moments = [
            confirmed.get(pk),
            answered.get(pk),
            person.enrolled_at,
            person.last_confirmed_at,
        ]
        latest = max(moment for moment in moments if moment is not None)
        found[pk] = latest.astimezone(ZoneInfo(person.time_zone)).date()
    return found


def first_schedule(participant: Participant, anchor: date) -> Schedule:
    """The first cycle of somebody who joined, asked a year after `anchor`; not saved."""
    starts = calendar.morning_of(calendar.anniversary(anchor, 1), ZoneInfo(participant.time_zone))
    return Schedule(participant=participant, anchor_on=anchor, starts_at=starts, due_at=starts)

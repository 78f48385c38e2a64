"""What is read about yearly updates: when somebody updated last, what is due, what a link means."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from rareshare.lib import clock, crypto
from rareshare.lib.errors import NotFound
from registry.enrollment import queries as enrollment
from registry.enrollment import use
from registry.enrollment.models import Actor, Participant
from registry.enrollment.states import IN_USE
from registry.updates import recency
from registry.updates.models import Confirmation, DueStep, Schedule
from registry.updates.states import Step


@dataclass(frozen=True)
class Standing:
    """What a participant's page says about updates."""

    cycle: int
    last_on: date
    due_on: date
    is_due: bool
    paused_until: date | None


@dataclass(frozen=True)
class Link:
    """What the link of a letter leads to: whose cycle it is, and whether it is open or settled."""

    due: DueStep
    settled: bool
    expired: bool


def standing(participant: Participant) -> Standing | None:
    """When the participant updated last and is asked next; None for whoever is still on the way in
    or left before the first schedule."""
    schedule = Schedule.objects.filter(participant=participant).first()
    if schedule is None and participant.state not in IN_USE:
        return None
    updated_on = recency.last_updates([participant])[participant.pk]
    # Where the scanner did not look yet, what it will write is known already.
    schedule = schedule or recency.first_schedule(participant, updated_on)
    now, zone = clock.now(), ZoneInfo(participant.time_zone)
    paused, silent = schedule.paused_until, schedule.step == Step.SILENCE
    return Standing(
        cycle=schedule.cycle,
        last_on=max(schedule.anchor_on, updated_on),
        due_on=(schedule.due_at if silent else schedule.starts_at).astimezone(zone).date(),
        is_due=not silent and schedule.starts_at <= now,
        paused_until=paused if paused and paused > now.astimezone(zone).date() else None,
    )


def confirmations(participant: Participant) -> QuerySet[Confirmation]:
    """Every signed "nothing has changed" of a participant, newest first."""
    return Confirmation.objects.filter(participant=participant)


def link_by_token(token: str) -> Link:
    """What a letter's link means now. It says nothing about the person, and looking changes
    nothing; NotFound where we made no such link."""
    rows = DueStep.objects.select_related("participant", "recipient")
    due = rows.filter(token_hash=crypto.digest(token)).first()
    if due is None:
        raise NotFound
    schedule = Schedule.objects.get(participant=due.participant)
    settled = schedule.cycle != due.cycle or recency.answered_since(schedule)
    return Link(due=due, settled=settled, expired=due.expires_at <= clock.now())


def due_schedules(now: datetime) -> QuerySet[Schedule]:
    """Schedules whose next letter is due, of participants who may be reminded now."""
    return (
        Schedule.objects.filter(
            due_at__lte=now, participant__in=use.allowing(use.Purpose.REMIND, now)
        )
        .select_related("participant")
        .order_by("due_at", "id")
    )


def unscheduled() -> QuerySet[Participant]:
    """Participants who joined and have no schedule yet."""
    scheduled = Schedule.objects.filter(participant=OuterRef("pk"))
    return enrollment.enrolled_participants().filter(~Exists(scheduled)).order_by("pk")


def recipients(participants: Iterable[int]) -> dict[int, int]:
    """Who gets a participant's letters: of those who act for the participant, the first."""
    actors = Actor.objects.filter(participant__in=participants, until=None)
    return dict(actors.order_by("participant", "-since", "-pk").values_list("participant", "user"))

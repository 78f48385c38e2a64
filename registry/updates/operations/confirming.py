"""The signed "nothing has changed", behind the link of a letter, on the page and in the API."""

from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger
from rareshare.lib.errors import Conflict, NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.answers import queries as answers
from registry.enrollment import operations as enrollment
from registry.enrollment import use
from registry.enrollment.models import Participant
from registry.updates import permissions
from registry.updates.models import Confirmation, DueStep
from registry.updates.operations import cycles
from registry.updates.states import Channel


def confirm_update(
    participant: Participant, *, by: User, cycle: int, channel: Channel = Channel.PAGE
) -> Confirmation:
    """Sign that nothing has changed, bound to the answers of this moment. `cycle` is the one that
    was shown: signing it twice is the same as once, and the year counts from the first."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_confirm_update(by, participant):
            raise NotAllowed("Only those who act for this person can sign this.")
        done = Confirmation.objects.filter(participant=participant, cycle=cycle).first()
        if done is not None:
            return done
        schedule = cycles.schedule_of(participant)
        if schedule.cycle != cycle:
            raise Conflict("This was settled already. Nothing more to do this year.")
        _refuse_unless_enrolled(participant)
        confirmation = _sign(participant, by=by, cycle=cycle, channel=channel)
        today = clock.now().astimezone(ZoneInfo(participant.time_zone)).date()
        cycles.move_anchor(schedule, today, by=by, verb="update_confirmed")
    return confirmation


def confirm_by_link(due: DueStep) -> Confirmation:
    """The same behind a letter's link, without sign-in: the link speaks for the one it was sent to,
    for this cycle only, and not after it expired."""
    if due.expires_at <= clock.now():
        raise WrongState("This link is too old. Sign in to check your details.")
    return confirm_update(due.participant, by=due.recipient, cycle=due.cycle, channel=Channel.LINK)


def _refuse_unless_enrolled(participant: Participant) -> None:
    verdict = use.may(participant, use.Purpose.REMIND, clock.now())
    if not verdict.allowed:
        raise WrongState("Something else comes first. Sign in to see what.")


def _sign(participant: Participant, *, by: User, cycle: int, channel: Channel) -> Confirmation:
    enrollment.confirm_information(participant, by=by)
    digest = answers.current_answers_digest(participant)
    facts: dict[str, str | int | bool | None] = {
        "cycle": cycle,
        "channel": channel.value,
        "answers_sha256": digest,
    }
    entry = ledger.append(
        "update_confirmed", actor_id=by.pk, subject=participant.subject, facts=facts
    )
    return Confirmation.objects.create(
        participant=participant,
        cycle=cycle,
        by=by,
        at=entry.at,
        channel=channel,
        answers_digest=digest,
        ledger_seq=entry.seq,
    )

"""Pausing, coming back, leaving, and the end of a life."""

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger, states
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.models import StaffTask
from rareshare.lib.text import clean_text
from registry.enrollment import emails, permissions, queries
from registry.enrollment.models import Participant
from registry.enrollment.operations.history import move, record
from registry.enrollment.states import MOVES, Level, State


def pause_enrollment(participant: Participant, *, by: User) -> Participant:
    """Stop every use and every letter for a while; nothing is lost."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_pause_enrollment(by, participant):
            raise NotAllowed
        move(participant, State.PAUSED, "paused", actor=by)
        _note(participant, "paused", by)
    return participant


def resume_enrollment(participant: Participant, *, by: User) -> Participant:
    """End a pause. Where the consent text changed in a way that matters, it is read first."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_resume_enrollment(by, participant):
            raise NotAllowed
        if participant.state != State.PAUSED:
            raise WrongState("There is no pause to end.")
        version = participant.consent_version
        asked_again = version is None or version.usable_until is not None
        to = State.RECONSENT_REQUIRED if asked_again else State.ENROLLED
        move(participant, to, "resumed", actor=by)
        _note(participant, "resumed", by)
    return participant


def withdraw_enrollment(
    participant: Participant, *, by: User, level: Level = Level.NO_FURTHER_USE, reason: str = ""
) -> Participant:
    """Stop taking part. Possible at any time, never needs a reason, and works at once: no consent
    stands from here on, so every use stops."""
    reason = clean_text(reason, "reason", limit=2_000)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_withdraw_enrollment(by, participant):
            raise NotAllowed
        if participant.state == State.WITHDRAWN:
            raise WrongState("You have left already. Nothing is used any more.")
        _leave(participant, by, level, reason)
        emails.enrollment_left(participant, by)
    return participant


def request_erasure(participant: Participant, *, by: User) -> Participant:
    """Ask for name and answers to be erased. Every use stops at once, as with leaving, and staff
    get the request; asking twice is one request. What proves the consent is kept."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_request_erasure(by, participant):
            raise NotAllowed
        if queries.erasure_requested_at(participant) is not None:
            return participant
        if states.allowed(MOVES, participant.state, State.WITHDRAWN):
            _leave(participant, by, Level.NO_FURTHER_USE, "")
        record(participant, "erasure_requested", actor=by)
        _note(participant, "erasure_requested", by)
        StaffTask.objects.create(
            key=f"{queries.ERASURE}:{participant.pk}:{participant.version}",
            kind=queries.ERASURE,
            refs={"participant": participant.pk, "reference": participant.reference},
        )
        emails.erasure_requested(participant, by)
    return participant


def record_death(participant: Participant, *, by: User, reason: str) -> Participant:
    """Note that a participant died, as a family reported it: every letter and new use stops."""
    reason = clean_text(reason, "reason", limit=2_000)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_record_death(by, participant):
            raise NotAllowed
        move(participant, State.DECEASED, "died", actor=by, note=reason)
        participant.actors.filter(until=None).update(until=clock.now())
        _note(participant, "death_recorded", by)
    return participant


def _leave(participant: Participant, by: User, level: Level, reason: str) -> None:
    participant.consent_version, participant.withdrawal_level = None, level
    move(participant, State.WITHDRAWN, "withdrawn", actor=by, note=reason)
    _note(participant, "withdrawn", by, level=level)


def _note(participant: Participant, kind: str, by: User, **facts: str) -> None:
    ledger.append(kind, actor_id=by.pk, subject=participant.subject, facts=dict(facts))

"""Signing and refusing: a decision about the exact text that was shown."""

from django.db import transaction

from accounts.models import User
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import permissions, queries
from registry.enrollment.models import ConsentVersion, Participant
from registry.enrollment.operations.history import decide, move, record
from registry.enrollment.signing import Signing, checked_name, confirm_signer, refuse_other_text
from registry.enrollment.states import Audience, Capacity, Level, State

_CAPACITY = {
    Audience.ADULT: Capacity.OWN,
    Audience.PARENT: Capacity.GUARDIAN,
    Audience.REPRESENTATIVE: Capacity.REPRESENTATIVE,
    Audience.NEXT_OF_KIN: Capacity.REPRESENTATIVE,
}


def sign_consent(participant: Participant, *, by: User, signing: Signing) -> Participant:
    """Agree to the current text. Refused with 409 where the hash is not that of the text that is
    published now; the printed name, every statement and a fresh proof of identity are needed
    (45 CFR 46.117; 21 CFR 11.50, 11.70, 11.200)."""
    confirm_signer(by, signing)
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_sign_consent(by, participant):
            raise NotAllowed
        version = _signable(participant)
        refuse_other_text(signing.sha256, version)
        name = checked_name(signing, version)
        capacity = _CAPACITY[Audience(participant.audience)]
        decide(participant, version, actor=by, capacity=capacity, name=name)
        participant.consent_version, participant.withdrawal_level = version, ""
        _move_on(participant, by)
    return participant


def refuse_consent(participant: Participant, *, by: User, sha256: str) -> Participant:
    """Say no to the current text. A refusal is a record too, and changes nothing else."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_refuse_consent(by, participant):
            raise NotAllowed
        if participant.state not in {State.ELIGIBLE, State.CONSENTED, State.RECONSENT_REQUIRED}:
            raise WrongState("There is no text to decide on now.")
        version = queries.current_version(participant)
        refuse_other_text(sha256, version)
        capacity = _CAPACITY[Audience(participant.audience)]
        decide(participant, version, actor=by, capacity=capacity, name="")
        participant.consent_version = None
        if participant.state == State.RECONSENT_REQUIRED:
            participant.withdrawal_level = Level.NO_FURTHER_USE
            move(participant, State.WITHDRAWN, "refused_new_consent", actor=by)
        else:
            move(participant, State.DECLINED, "refused_consent", actor=by)
    return participant


def _signable(participant: Participant) -> ConsentVersion:
    version = queries.current_version(participant)
    if participant.state == State.CONSENTED:
        step = queries.next_step(participant)
        raise WrongState(f"You signed already. The next step: {step.label if step else 'none'}.")
    if participant.state == State.ENROLLED and participant.consent_version_id == version.pk:
        raise WrongState("You signed this version already.")
    return version


def _move_on(participant: Participant, by: User) -> None:
    if participant.state == State.RECONSENT_REQUIRED:
        move(participant, State.ENROLLED, "signed_new_consent", actor=by)
    elif participant.state in {State.ENROLLED, State.PAUSED}:
        record(participant, "signed_new_consent", actor=by)
    else:
        move(participant, State.CONSENTED, "signed_consent", actor=by)

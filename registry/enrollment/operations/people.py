"""Confirming one's facts, and the two ways in which identifying data leave their table."""

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger, reads
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import permissions
from registry.enrollment.models import Identity, Participant
from registry.enrollment.operations.history import record
from registry.enrollment.states import IN_USE, Channel

IDENTIFYING = ("name", "date of birth", "e-mail", "phone", "address")


@dataclass(frozen=True)
class Contact:
    """How to reach a participant, as released."""

    name: str
    email: str
    phone: str
    address: str
    channel: str
    may_leave_message: bool
    date_of_birth: str = ""


def confirm_information(participant: Participant, *, by: User) -> Participant:
    """Sign that nothing has changed; the day counts for the yearly question."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_confirm_information(by, participant):
            raise NotAllowed
        if participant.state not in IN_USE:
            raise WrongState("Only somebody who has joined can confirm.")
        participant.last_confirmed_at = clock.now()
        record(participant, "confirmed", actor=by)
        ledger.append("confirmed", actor_id=by.pk, subject=participant.subject, facts={})
    return participant


def disclose_contact(
    participant: Participant, *, by: User, recipient: User, purpose: str
) -> Contact:
    """Release how to reach a participant to one recipient, by the word of somebody who acts for the
    participant. The read is noted before anything is read."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_disclose_contact(by, participant):
            raise NotAllowed
        fields = ["name", "e-mail", "phone", "address"]
        reads.record(recipient, subject=participant.subject, fields=fields, purpose=purpose)
        ledger.append(
            "contact_disclosed",
            actor_id=by.pk,
            subject=participant.subject,
            facts={"recipient": recipient.pk, "purpose": purpose},
        )
        return _contact(participant)


def open_identity(participant: Participant, *, by: User, reason: str) -> Contact:
    """Staff see who a participant is only after they wrote down why; the participant reads it."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_open_identity(by, participant):
            raise NotAllowed
        reads.record_with_reason(
            by,
            subject=participant.subject,
            fields=IDENTIFYING,
            purpose="registry staff",
            reason=reason,
        )
        return _contact(participant, with_birth_date=True)


def _contact(participant: Participant, *, with_birth_date: bool = False) -> Contact:
    identity = Identity.objects.filter(participant=participant).first()
    if identity is None:
        raise WrongState("Who this was has been forgotten.")
    return Contact(
        name=identity.name,
        email=identity.email or "",
        phone=identity.phone or "",
        address=identity.address or "",
        channel=Channel(identity.channel).label,
        may_leave_message=identity.may_leave_message,
        date_of_birth=identity.birth_date if with_birth_date else "",
    )

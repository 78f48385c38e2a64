"""The child's own word."""

from django.db import transaction

from accounts.models import User
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import permissions, queries
from registry.enrollment.models import Minority, Participant
from registry.enrollment.operations.history import decide, move, record
from registry.enrollment.signing import Signing, checked_name, refuse_other_text
from registry.enrollment.states import Capacity, State, Step


def answer_assent(
    participant: Participant, *, by: User, agrees: bool, signing: Signing
) -> Participant:
    """A child of 7 or more says yes or no after the parent signed; the parent cannot answer for the
    child, and a no ends it (45 CFR 46.408: not objecting is no assent)."""
    with transaction.atomic():
        participant = locked(participant)
        if not permissions.can_answer_assent(by, participant):
            raise NotAllowed
        if queries.next_step(participant) != Step.ASSENT:
            raise WrongState("Your child is asked after you signed, from the age of 7.")
        version = queries.assent_version(participant)
        refuse_other_text(signing.sha256, version)
        name = checked_name(signing, version) if agrees else ""
        decide(participant, version, actor=by, capacity=Capacity.ASSENT, name=name)
        Minority.objects.filter(participant=participant).update(assented=agrees)
        if agrees:
            record(participant, "assented", actor=by)
        else:
            participant.consent_version = None
            move(participant, State.DECLINED, "child_said_no", actor=by)
    return participant

"""Verifying experts and ending it."""

from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups.models import Community
from forum.experts import permissions
from forum.experts.models import ExpertVerification, VerificationEvent
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line, clean_text


def verify_expert(  # noqa: PLR0913 - each fact of a verification is shown or kept
    user: User,
    *,
    by: User,
    community: Community,
    profession: str,
    proof: str,
    expires_on: date,
    conflict_of_interest: str = "",
) -> ExpertVerification:
    """Staff saw proof that this person has this profession. It holds for one community and to a
    day; nobody verifies themselves. The proof note never leaves the desk."""
    if not permissions.can_verify_expert(by, community):
        raise NotAllowed("Only moderators and coordinators verify experts.")
    if by.pk == user.pk:
        raise NotAllowed("Nobody can verify themselves. Ask a colleague.")
    verification = ExpertVerification(
        user=user,
        community=community,
        profession=_needed(clean_line(profession, "profession", limit=120), "profession"),
        proof=_needed(clean_text(proof, "proof", limit=2_000), "proof"),
        conflict_of_interest=clean_line(conflict_of_interest, "conflict_of_interest", limit=300),
        verified_by=by,
        expires_on=expires_on,
    )
    if expires_on <= clock.today():
        raise Invalid("Choose a day in the future.", field="expires_on")
    try:
        with transaction.atomic():
            _end_expired(user, community, by=by)
            verification.save(force_insert=True)
            VerificationEvent.objects.create(
                verification=verification, verb="expert_verified", by=by
            )
    except IntegrityError as error:
        raise Conflict("This person is verified for this community already.") from error
    return verification


def end_verification(
    verification: ExpertVerification, *, by: User, reason: str = ""
) -> ExpertVerification:
    """From now on the person answers no more. Earlier answers stay, with what was verified then."""
    with transaction.atomic():
        verification = locked(verification)
        if not permissions.can_end_verification(by, verification):
            raise NotAllowed("Only moderators and coordinators can end this.")
        if verification.ended_at is not None:
            raise WrongState("This verification ended already.")
        _end(verification, by=by, verb="verification_ended", note=clean_text(reason, "reason"))
    return verification


def _end_expired(user: User, community: Community, *, by: User) -> None:
    """An expired verification makes room for a new one."""
    rows = ExpertVerification.objects.select_for_update().filter(
        user=user, community=community, ended_at=None, expires_on__lt=clock.today()
    )
    for row in rows:
        _end(row, by=by, verb="verification_expired")


def _end(verification: ExpertVerification, *, by: User, verb: str, note: str = "") -> None:
    verification.ended_at = clock.now()
    verification.save(update_fields=["ended_at"])
    VerificationEvent.objects.create(verification=verification, verb=verb, by=by, note=note)


def _needed(text: str, field: str) -> str:
    if not text:
        problems = {"profession": "Write the profession.", "proof": "Write what proof you saw."}
        raise Invalid(problems[field], field=field)
    return text

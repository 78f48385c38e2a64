"""Researchers state who they are; administrators give seats on the board."""

import re

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line
from registry.research import permissions, texts
from registry.research.models import BoardSeat, Researcher, ResearcherEvent


def accept_rules(*, by: User, institution: str, sha256: str, orcid: str = "") -> Researcher:
    """State where one works, and sign the rules with the hash that was shown."""
    institution = clean_line(institution, "institution")
    orcid = _checked_orcid(orcid)
    if not institution:
        raise Invalid("Say where you work.", field="institution")
    if sha256 != texts.rules().sha256:
        raise Conflict("The rules have changed since you opened this page. Read them again.")
    with transaction.atomic():
        by = locked(by)
        if not permissions.can_accept_rules(by):
            raise NotAllowed("Only verified researchers can do this.")
        researcher, _ = Researcher.objects.update_or_create(
            user=by,
            defaults={
                "institution": institution,
                "orcid": orcid,
                "rules_sha256": sha256,
                "accepted_at": clock.now(),
            },
        )
        _note(researcher, "rules_accepted", by)
        ledger.append(
            "research_rules_accepted",
            actor_id=by.pk,
            subject=f"user:{by.public_id}",
            facts={"sha256": sha256},
        )
    return researcher


def lift_lock(researcher: Researcher, *, by: User, note: str) -> Researcher:
    """Let a locked researcher ask again, after staff looked at the questions and wrote down what
    they found."""
    note = clean_line(note, "note", limit=500)
    if not note:
        raise Invalid("Write down what you found.", field="note")
    with transaction.atomic():
        researcher = locked(researcher)
        if not permissions.can_lift_lock(by, researcher):
            raise NotAllowed("Only registry staff can do this.")
        if researcher.locked_at is None:
            raise WrongState("This researcher is not locked.")
        researcher.locked_at, researcher.reviewed_at = None, clock.now()
        researcher.save()
        _note(researcher, "lock_lifted", by, note)
    return researcher


def seat_member(
    user: User, *, by: User | None, institution: str = "", patient_representative: bool = False
) -> BoardSeat:
    """Give somebody with a board role a seat, or say anew whom they speak for."""
    institution = clean_line(institution, "institution")
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_seat_member(by):
            raise NotAllowed("Only administrators give seats.")
        seat, _ = BoardSeat.objects.update_or_create(
            user=user,
            until=None,
            defaults={
                "institution": institution,
                "is_patient_representative": patient_representative,
            },
        )
    return seat


def _note(researcher: Researcher, verb: str, by: User | None, note: str = "") -> None:
    ResearcherEvent.objects.create(researcher=researcher, verb=verb, by=by, note=note)


def _checked_orcid(orcid: str) -> str:
    """An ORCID iD with its check digit (ISO 7064 MOD 11-2), or nothing."""
    orcid = clean_line(orcid, "orcid", limit=40).upper()
    if not orcid:
        return ""
    if not re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", orcid) or not _orcid_checks(orcid):
        raise Invalid("An ORCID iD looks like 0000-0002-1825-0097.", field="orcid")
    return orcid


def _orcid_checks(orcid: str) -> bool:
    digits = orcid.replace("-", "")
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return digits[-1] == ("X" if check == 10 else str(check))

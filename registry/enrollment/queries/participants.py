"""Participants, seen by those who act for them and by staff."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from rareshare.lib import clock
from rareshare.lib.errors import NotFound
from rareshare.lib.models import ReadEntry, StaffTask
from registry.enrollment import permissions
from registry.enrollment.models import Minority, Participant
from registry.enrollment.states import IN_USE, State, Step

ERASURE = "erasure_requested"


@dataclass(frozen=True)
class Disclosure:
    """Somebody saw something of a participant: who, what, when and why."""

    at: datetime
    who: str
    fields: tuple[str, ...]
    purpose: str
    reason: str


def participants_of(viewer: Any) -> QuerySet[Participant]:
    """Those for whom the viewer acts, the oldest first."""
    mine = Participant.objects.managed_by(viewer).exclude(state=State.LAPSED)
    return mine.select_related("condition", "consent_version").order_by("pk")


def participant_by_reference(viewer: Any, reference: str) -> Participant:
    """One of those for whom the viewer acts; for everybody else there is none."""
    found = participants_of(viewer).filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def participant_for_desk(viewer: Any, reference: str) -> Participant:
    """Any participant, for registry coordinators; nothing that identifies is read here."""
    if not permissions.can_search_participants(viewer):
        raise NotFound
    found = Participant.objects.filter(reference=reference.strip().upper()).first()
    if found is None:
        raise NotFound
    return found


def enrolled_participants() -> QuerySet[Participant]:
    """Everybody who has joined and not left, for the rooms above; a use needs `use.allowing`."""
    return Participant.objects.filter(state__in=IN_USE)


def next_step(participant: Participant) -> Step | None:
    """What comes next on the way in; None once joined, and after the end."""
    if participant.state in {
        State.ELIGIBLE,
        State.DECLINED,
        State.WITHDRAWN,
        State.RECONSENT_REQUIRED,
    }:
        return Step.CONSENT
    if participant.state != State.CONSENTED:
        return None
    waits = Minority.objects.filter(
        participant=participant, assent_from__lte=clock.today(), assented=None
    )
    return Step.ASSENT if waits.exists() else Step.PERMISSIONS


def erasure_requested_at(participant: Participant) -> datetime | None:
    """When erasure was asked for, while the request waits for staff; else None."""
    waiting = _erasures().filter(refs__participant=participant.pk).first()
    return waiting.created_at if waiting else None


def erasure_requests(viewer: Any) -> QuerySet[StaffTask]:
    """Requests for erasure that wait, the oldest first, for registry coordinators."""
    found = _erasures()
    return found if permissions.can_search_participants(viewer) else found.none()


def disclosures(viewer: Any, participant: Participant) -> list[Disclosure]:
    """Who has seen the participant's data, newest first. Those who act for the participant are
    left out: they see their own."""
    own = participant_by_reference(viewer, participant.reference)
    acting = list(own.actors.values_list("user_id", flat=True))
    rows = ReadEntry.objects.filter(subject=own.subject).exclude(actor_id__in=acting)
    names = _names(row.actor_id for row in rows)
    reads = [
        Disclosure(
            row.at, names.get(row.actor_id, "RareShare"), tuple(row.fields), row.purpose, row.reason
        )
        for row in rows
    ]
    return sorted(reads, key=lambda entry: entry.at, reverse=True)


def _erasures() -> QuerySet[StaffTask]:
    return StaffTask.objects.filter(kind=ERASURE, done_at=None).order_by("created_at")


def _names(ids: Iterable[int | None]) -> dict[int | None, str]:
    people = User.objects.filter(pk__in={pk for pk in ids if pk is not None})
    return {user.pk: _title(user) for user in people}


def _title(user: User) -> str:
    part = ", registry staff" if user.has_role(Role.COORDINATOR) else ""
    return f"{user.display_name}{part}"

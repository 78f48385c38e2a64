"""Starting, answering, claiming and forgetting a screening."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock
from rareshare.lib.crypto import digest
from rareshare.lib.errors import NotAllowed, NotFound, Stale, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import permissions, steps
from registry.enrollment.models import Actor, Identity, Minority, Participant, Screening
from registry.enrollment.models.screening import KEPT_OPEN
from registry.enrollment.operations.history import move, move_screening
from registry.enrollment.screening_answers import checked, saved
from registry.enrollment.states import ScreeningState, State


@dataclass(frozen=True)
class Started:
    """A new screening, and the token that proves it is this browser's; empty when signed in."""

    screening: Screening
    token: str


def start_screening(*, by: User | None, answers: Mapping[str, str] | None = None) -> Started:
    """Begin, signed in or not. A signed-in person has one open screening and goes on with it."""
    if not permissions.can_start_screening(by):
        raise NotAllowed
    given = steps.tidy(checked(answers or {}))
    with transaction.atomic():
        if by is not None and (found := _open_of(by)):
            return Started(_save(found, {**saved(found), **given}), "")
        token = "" if by else secrets.token_urlsafe(32)
        screening = Screening(user=by, token_digest=digest(token) if token else "")
        return Started(_save(screening, given), token)


def answer_screening(
    screening: Screening,
    *,
    by: User | None,
    answers: Mapping[str, str],
    version: int | None = None,
) -> Screening:
    """Save some answers. A screening that was not eligible opens again with the new answers. A
    version that is not the latest changes nothing."""
    given = checked(answers)
    with transaction.atomic():
        screening = _living(screening)
        if not permissions.can_answer_screening(by, screening):
            raise NotAllowed
        if version is not None and version != screening.version:
            raise Stale("The answers changed since you read them. Read them again.")
        if screening.state == ScreeningState.ELIGIBLE:
            raise WrongState("The screening is finished. The next step is the consent.")
        if screening.state != ScreeningState.OPEN:
            _put_aside_other(screening)
            move_screening(screening, ScreeningState.OPEN)
            screening.outcome = ""
        return _save(screening, {**saved(screening), **given})


def claim_screening(screening: Screening, *, by: User) -> Screening:
    """What was started signed out becomes the signed-in person's own, once they ask for it. An
    older open screening of that person gives way to it."""
    with transaction.atomic():
        screening = _living(screening)
        if not permissions.can_claim_screening(by, screening):
            raise NotFound
        Screening.objects.filter(user=by, state=ScreeningState.OPEN).exclude(
            pk=screening.pk
        ).delete()
        screening.user, screening.token_digest = by, ""
        screening.save()
        return screening


def forget_screenings() -> int:
    """Open screenings are deleted after 30 days, finished ones that were never signed after 90:
    then only the reference, the condition and the outcome remain, for counting."""
    if not permissions.can_forget_screenings():
        raise NotAllowed
    now = clock.now()
    with transaction.atomic():
        ended = Screening.objects.filter(expires_at__lte=now)
        unsigned = Participant.objects.filter(
            screening__in=ended, state__in=[State.ELIGIBLE, State.DECLINED]
        )
        for participant in unsigned.select_for_update(of=("self",)):
            _forget_person(participant)
        return ended.delete()[0]


def _open_of(user: User) -> Screening | None:
    alive = Screening.objects.alive(clock.now()).select_for_update()
    return alive.filter(user=user, state=ScreeningState.OPEN).first()


def _living(screening: Screening) -> Screening:
    screening = locked(screening)
    if screening.expires_at <= clock.now():
        raise NotFound
    return screening


def _put_aside_other(screening: Screening) -> None:
    """Only one screening of a person is open at a time."""
    others = Screening.objects.filter(user=screening.user_id, state=ScreeningState.OPEN)
    if screening.user_id is not None:
        others.exclude(pk=screening.pk).delete()


def _save(screening: Screening, answers: Mapping[str, str]) -> Screening:
    now = clock.now()
    screening.answers = json.dumps(steps.tidy(answers), ensure_ascii=False)
    screening.saved_at, screening.expires_at = now, now + KEPT_OPEN
    screening.version += 1
    screening.save()
    return screening


def _forget_person(participant: Participant) -> None:
    Identity.objects.filter(participant=participant).delete()
    Minority.objects.filter(participant=participant).delete()
    Actor.objects.filter(participant=participant).delete()
    move(participant, State.LAPSED, "forgotten", actor=None)

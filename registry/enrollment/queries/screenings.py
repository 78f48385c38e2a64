"""Screenings, seen by the browser that holds the token or by the person who claimed them."""

from typing import Any

from rareshare.lib import clock
from rareshare.lib.crypto import digest
from rareshare.lib.errors import NotFound
from registry.enrollment.models import Screening
from registry.enrollment.models.screening import ScreeningQuerySet
from registry.enrollment.states import ScreeningState


def open_screening_of(viewer: Any) -> Screening | None:
    """What a signed-in person can go on with."""
    return _alive().filter(user_id=viewer.pk, state=ScreeningState.OPEN).first()


def finished_screening_of(viewer: Any) -> Screening | None:
    """The newest answer "you cannot join now" of a signed-in person, which can be corrected."""
    ended = [ScreeningState.INELIGIBLE, ScreeningState.DUPLICATE]
    return _alive().filter(user_id=viewer.pk, state__in=ended).order_by("-pk").first()


def screening_by_token(token: str) -> Screening | None:
    """What this browser started signed out; nothing without the exact token."""
    if not token:
        return None
    return _alive().filter(user=None, token_digest=digest(token)).first()


def screening_by_id(viewer: Any, public_id: str) -> Screening:
    """One's own screening; for everybody else there is none."""
    found = _alive().filter(user_id=viewer.pk, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def _alive() -> ScreeningQuerySet:
    return Screening.objects.alive(clock.now())

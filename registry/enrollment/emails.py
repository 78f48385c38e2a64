"""Letters about joining and leaving. None names an illness or a person's data."""

from typing import Any

from django.conf import settings

from accounts.models import User
from rareshare.lib import letters
from rareshare.lib.models import Letter
from registry.enrollment.models import Participant


def _decide(letter: Letter) -> letters.Decision:
    """What is told stays true whatever happened since; the facts are on the person's page."""
    context: dict[str, Any] = {
        "name": _name(letter),
        "url": f"{settings.BASE_URL}/me/registry/",
        "action": "Open my registry page",
    }
    return context


def _name(letter: Letter) -> str:
    user = User.objects.filter(pk=letter.recipient_id or 0).first()
    return user.display_name if user else ""


COMPLETED = letters.kind("enrollment_completed", purpose=letters.ESSENTIAL, decide=_decide)
LEFT = letters.kind("enrollment_left", purpose=letters.ESSENTIAL, decide=_decide)
ERASURE = letters.kind("erasure_requested", purpose=letters.ESSENTIAL, decide=_decide)


def enrollment_completed(participant: Participant, user: User) -> None:
    """You have joined; your copy is on your page."""
    _queue(COMPLETED, participant, user)


def enrollment_left(participant: Participant, user: User) -> None:
    """You have left; nothing is used from now on."""
    _queue(LEFT, participant, user)


def erasure_requested(participant: Participant, user: User) -> None:
    """We have your request; nothing is used, and a person will write."""
    _queue(ERASURE, participant, user)


def _queue(kind: letters.Kind, participant: Participant, user: User) -> None:
    key = f"{kind.name}:{participant.pk}:{participant.version}"
    letters.queue(kind, recipient_id=user.pk, key=key, refs={"participant": participant.pk})

"""Which letters a person wants: one switch for each purpose. None of them changes a consent."""

import base64
import binascii

from rareshare.lib import crypto
from rareshare.lib.letters import ESSENTIAL
from rareshare.lib.models import Unsubscription

_PLACE = "letters.unsubscribe"


def unsubscribe_token(recipient_id: int, purpose: str) -> str:
    """The never expiring token of a letter's List-Unsubscribe header (RFC 8058). It is sealed: who
    holds it cannot read whom or what it names. A letter rendered twice carries the same one."""
    sealed = crypto.seal(f"{recipient_id}:{purpose}", _PLACE, same=True)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_token(token: str) -> tuple[int, str] | None:
    """Whom and what a token names; None where it was not made by us."""
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        named = crypto.unseal(sealed, _PLACE)
    except (binascii.Error, ValueError, crypto.Undecryptable):
        return None
    recipient_id, _, purpose = named.partition(":")
    return int(recipient_id), purpose


def unsubscribe(recipient_id: int, purpose: str) -> None:
    """Stop the letters of one purpose. It changes no consent and no permission."""
    if purpose != ESSENTIAL:
        Unsubscription.objects.get_or_create(recipient_id=recipient_id, purpose=purpose)


def resubscribe(recipient_id: int, purpose: str) -> None:
    """Allow the letters of one purpose again."""
    Unsubscription.objects.filter(recipient_id=recipient_id, purpose=purpose).delete()


def unsubscribed(recipient_id: int | None, purpose: str) -> bool:
    """True where the person switched this purpose off; essential letters have no switch."""
    if purpose == ESSENTIAL or recipient_id is None:
        return False
    return Unsubscription.objects.filter(recipient_id=recipient_id, purpose=purpose).exists()

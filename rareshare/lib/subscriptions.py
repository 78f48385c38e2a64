"""Which letters a person wants: one switch for each purpose. None of them changes a consent."""

from django.core import signing

from rareshare.lib.letters import ESSENTIAL
from rareshare.lib.models import Unsubscription

_TOKEN_SALT = "letters.unsubscribe"  # noqa: S105 - a salt, no secret


def unsubscribe_token(recipient_id: int, purpose: str) -> str:
    """The signed, never expiring token of a letter's List-Unsubscribe header (RFC 8058)."""
    return signing.dumps([recipient_id, purpose], salt=_TOKEN_SALT, compress=True)


def read_token(token: str) -> tuple[int, str] | None:
    """Whom and what a token names; None where it was not made by us."""
    try:
        recipient_id, purpose = signing.loads(token, salt=_TOKEN_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(recipient_id), str(purpose)


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

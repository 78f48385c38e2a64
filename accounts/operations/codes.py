"""One-time codes of the second factor."""

from datetime import timedelta
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db import IntegrityError, transaction

from accounts import permissions
from accounts.models import FactorSecret, SealedNote, UsedCode, User
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed

_KEPT_STEPS = 20


def spend_code(user: User, code: str, *, by: User | None) -> Any | None:
    """The authenticator that a code opens, or None. A code of the app and a recovery code work
    once only, however often and parallel they are sent (ASVS 6.5.1)."""
    if not permissions.can_spend_code(by, user):
        raise NotAllowed
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user)
        for row in rows.exclude(type=Authenticator.Type.WEBAUTHN).order_by("pk"):
            if _opens(row, code):
                return row
    return None


def spend_step(user: User, secret: str, code: str, *, by: User | None) -> bool:
    """True where the code of an app is right and its time step was not used before."""
    if not permissions.can_spend_step(by, user):
        raise NotAllowed
    step = _matching_step(secret, code)
    if step is None:
        return False
    UsedCode.objects.filter(user=user, step__lt=step - _KEPT_STEPS).delete()
    try:
        with transaction.atomic():
            UsedCode.objects.create(user=user, step=step)
    except IntegrityError:
        return False
    return True


def seal_factor_secret(text: str) -> str:
    """Keep a secret sealed in a row of its own, so that key rotation reaches it; the row's key."""
    return str(FactorSecret.objects.create(body=text).row_key)


def forget_old_secrets() -> int:
    """Drop what security letters said once its time is over, and the secrets of factors that were
    taken off an hour ago or longer."""
    now = clock.now()
    notes, _ = SealedNote.objects.filter(expires_at__lt=now).delete()
    kept = {
        key
        for data in Authenticator.objects.values_list("data", flat=True)
        for key in (data.get("secret"), data.get("seed"))
        if key
    }
    old = FactorSecret.objects.filter(made_at__lt=now - timedelta(hours=1))
    secrets, _ = old.exclude(row_key__in=kept).delete()
    return notes + secrets


def _opens(row: Any, code: str) -> bool:
    if row.type == Authenticator.Type.TOTP:
        return spend_step(row.user, decrypt(row.data["secret"]), code, by=None)
    return bool(row.wrap().validate_code(code))


def _matching_step(secret: str, code: str) -> int | None:
    for step in totp.yield_hotp_counters_from_time():
        expected = totp.format_hotp_value(totp.hotp_value(secret, step))
        if compare_user_code(actual=code, expected=expected):
            return int(step)
    return None

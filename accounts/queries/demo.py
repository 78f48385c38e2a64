"""The accounts of the demo with codes that work now; the demo only."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.conf import settings

from accounts import cast
from accounts.models import User
from accounts.queries.people import user_by_address


@dataclass(frozen=True)
class DemoAccount:
    """One account: who, what for, how to get in."""

    name: str
    part: str
    address: str
    code: str


def demo_accounts() -> Iterator[DemoAccount]:
    """All accounts of the cast that exist, those with a role with a code; nothing elsewhere."""
    if not settings.DEMO:
        return
    for key, person in cast.PEOPLE.items():
        user = user_by_address(cast.address(key))
        if user is not None:
            yield DemoAccount(person.name, person.part, user.email, demo_code(user))


def demo_code(user: User) -> str:
    """A code of the person's authenticator app that opens the account now. The demo shows it; no
    other mode has this answer."""
    row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if row is None or not settings.DEMO:
        return ""
    secret = decrypt(row.data["secret"])
    used = set(user.used_codes.values_list("step", flat=True))
    steps = sorted(totp.yield_hotp_counters_from_time(), key=_distance)
    free = [step for step in steps if step not in used]
    return str(totp.format_hotp_value(totp.hotp_value(secret, (free or steps)[0])))


def _distance(step: int) -> float:
    return abs(step + 0.5 - time.time() / 30)

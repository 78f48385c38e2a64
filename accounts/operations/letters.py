"""Letters about the account itself, and the choice which other letters come at all."""

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.db import transaction

from accounts import emails, permissions, queries
from accounts.models import SealedNote, User
from rareshare.lib import clock, ids, subscriptions
from rareshare.lib.errors import NotAllowed

NOTE_LIFE = timedelta(minutes=15)


def queue_security_letter(
    kind: str, *, address: str, facts: Mapping[str, str], life: timedelta = NOTE_LIFE
) -> None:
    """Queue a letter with a code or link. Its facts lie sealed in a row that ends with the code;
    nothing is sent here, so the answer takes as long whether or not a letter follows."""
    now = clock.now()
    with transaction.atomic():
        SealedNote.objects.filter(expires_at__lt=now).delete()
        note = SealedNote.objects.create(body=json.dumps(dict(facts)), expires_at=now + life)
        emails.security_letter(kind, note, address=address, key=ids.short_id(20))


def choose_letters(user: User, *, by: User, wanted: Iterable[str]) -> None:
    """Say which purposes may write; all others stop. It changes no consent and no permission."""
    if not permissions.can_choose_letters(by, user):
        raise NotAllowed
    names = set(wanted)
    with transaction.atomic():
        for purpose in queries.optional_purposes():
            change = subscriptions.resubscribe if purpose in names else subscriptions.unsubscribe
            change(user.pk, purpose)

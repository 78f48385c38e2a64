"""Tokens for scripts: hashed in the database, expiring, revocable."""

from datetime import datetime, timedelta

from django.db import transaction
from knox.models import AuthToken

from accounts import permissions
from accounts.models import User
from accounts.operations.history import record
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, NotAllowed, NotFound
from rareshare.lib.locks import locked

LIFE = timedelta(days=30)
MOST = 20


def issue_token(user: User, *, by: User) -> tuple[str, datetime]:
    """A new token of 30 days and when it ends. The text is told once and stored only as a hash;
    20 live tokens per person are enough."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_issue_token(by, user):
            raise NotAllowed("Set up your second factor first, on your account page.")
        user.auth_token_set.filter(expiry__lt=clock.now()).delete()
        if user.auth_token_set.count() >= MOST:
            raise Conflict(f"You have {MOST} tokens. Revoke one first.")
        row, text = AuthToken.objects.create(user=user, expiry=None)
        # Its end is judged by the house's clock, so it is set by that clock, not by the library's.
        row.expiry = clock.now() + LIFE
        row.save(update_fields=["expiry"])
        record(user, "token_issued", by=by)
    return text, row.expiry


def revoke_token(user: User, token_id: str, *, by: User) -> None:
    """End one token at once. A token of somebody else does not exist for this person."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_revoke_token(by, user):
            raise NotAllowed
        done, _ = user.auth_token_set.filter(token_key=token_id).delete()
        if not done:
            raise NotFound
        record(user, "token_revoked", by=by)

"""The one place that writes an account's history."""

from accounts.models import User, UserEvent


def record(user: User, verb: str, *, by: User | None, role: str = "", note: str = "") -> UserEvent:
    """One row per step, in the transaction of the step."""
    return UserEvent.objects.create(user=user, verb=verb, by=by, role=role, note=note)

"""Addresses that nobody confirmed: freed for their true owner, and after a week for good."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import addresses, permissions
from accounts.models import User
from accounts.operations.history import record
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed

KEPT = timedelta(days=7)


def release_address(address: str, keeper: User, *, by: User | None) -> None:
    """Free an address that nobody ever confirmed, for the person who just proved to read it."""
    if not permissions.can_release_address(by):
        raise NotAllowed
    with transaction.atomic():
        others = User.objects.select_for_update().filter(email=addresses.normalized(address))
        for user in others.exclude(pk=keeper.pk):
            if not is_confirmed(user):
                _release(user, by)


def forget_unconfirmed() -> int:
    """Drop the address of every account that nobody confirmed and that saw nothing for a week:
    whoever typed it may not have been its owner. The empty row stays for its history."""
    before = clock.now() - KEPT
    with transaction.atomic():
        waiting = User.objects.active().filter(joined_at__lt=before, role_names=[])
        open_ones = EmailAddress.objects.filter(verified=False)
        waiting = waiting.filter(pk__in=open_ones.values("user"))
        seen = User.objects.filter(events__at__gte=before)
        rows = waiting.exclude(pk__in=seen.values("pk")).order_by("pk")
        users = [user for user in rows.select_for_update(of=("self",)) if not is_confirmed(user)]
        for user in users:
            _release(user, None)
    return len(users)


def is_confirmed(user: User) -> bool:
    """True where the person proved to read the address of the account."""
    return bool(EmailAddress.objects.filter(user=user, verified=True).exists())


def _release(user: User, by: User | None) -> None:
    EmailAddress.objects.filter(user=user).delete()
    user.email = f"{user.public_id}@released.invalid"
    user.is_active = False
    user.save(update_fields=["email", "is_active"])
    record(user, "address_released", by=by)

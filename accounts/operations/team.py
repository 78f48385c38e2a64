"""The house's own account: it signs what nobody in particular wrote."""

from django.db import IntegrityError, transaction

from accounts import names
from accounts.models import User
from accounts.operations.history import record

TEAM_ADDRESS = "team@rareshare.invalid"  # no mail server has this domain (RFC 2606)
TEAM_NAME = "RareShare team"


def team_account() -> User:
    """The account named RareShare team, made when it is first needed. It is closed and has no
    password and no confirmed address, so nobody signs in with it, and it belongs to nothing."""
    found = User.objects.filter(email=TEAM_ADDRESS).first()
    return found or _make()


def _make() -> User:
    user = User(
        email=TEAM_ADDRESS,
        display_name=TEAM_NAME,
        display_skeleton=names.skeleton(TEAM_NAME),
        name_chosen=True,
        is_active=False,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
            record(user, "team_account_made", by=None)
    except IntegrityError:  # another worker was a moment faster
        return User.objects.get(email=TEAM_ADDRESS)
    return user

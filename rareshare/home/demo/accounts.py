"""Opens the accounts of the cast; those with a role get an authenticator app."""

from allauth.mfa.totp.internal.auth import TOTP

from accounts import operations
from accounts.cast import PASSWORD, PEOPLE, address, totp_secret
from accounts.models import User
from rareshare.home.demo.cast import Cast


def load(cast: Cast) -> None:
    """Open the accounts that are missing."""
    for key in PEOPLE:
        introduce(key)


def introduce(key: str) -> User:
    """The account of one of the cast, opened where it does not exist yet."""
    person = PEOPLE[key]
    user = User.objects.filter(email=address(key)).first()
    if user is None:
        user = operations.register_user(
            address(key), PASSWORD, person.name, country=person.country, state=person.state
        )
    for role in person.roles:
        user = operations.grant_role(user, role, by=None)
    if user.lacks_second_factor:
        TOTP.activate(user, totp_secret(key))
    return user

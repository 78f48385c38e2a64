"""How often somebody may knock. Counted in PostgreSQL, so nothing here depends on Redis."""

from django.http import HttpRequest

from accounts.models import User
from rareshare.lib import limits
from rareshare.lib.limits import Limit
from rareshare.lib.web.visitor import network_of

_QUARTER, _HOUR, _DAY = 15 * 60, 3600, 24 * 3600

# Wrong passwords. The pair keeps a stranger elsewhere from shutting out the right person; the
# account's own limit is high, and a code by e-mail still opens the door when it is reached.
PAIR = Limit("sign-in-pair", 5, _QUARTER)
NETWORK = Limit("sign-in-network", 50, _QUARTER)
ACCOUNT = Limit("sign-in-account", 100, _DAY)
# Codes of the second factor: 5 of a million are tried before the wait.
FACTOR_PAIR = Limit("factor-pair", 5, _QUARTER)
FACTOR = Limit("factor-account", 50, _DAY)
# Letters that a stranger can cause: codes, resets, sign-ups.
LETTER_PAIR = Limit("letter-pair", 5, _HOUR)
LETTER_ADDRESS = Limit("letter-address", 20, _DAY)
# Any other knocking of one network at a door for signed-out people.
DOOR = Limit("door-network", 120, _QUARTER)
SIGN_UP = Limit("sign-up-network", 30, _HOUR)


def before_password(request: HttpRequest, address: str) -> None:
    """Count a try before the password is looked at, so that parallel tries cannot slip through."""
    network = network_of(request)
    limits.count(NETWORK, network)
    limits.count(PAIR, f"{address}|{network}")
    limits.count(ACCOUNT, address)


def after_right_password(request: HttpRequest, user: User) -> None:
    """The network gets this one try back, and no more, so that an attacker's own sign-ins do not
    wipe its count. The person starts again from zero, unless a second factor is still owed: it
    was not shown yet, and whoever stole the password could guess it."""
    limits.give_back(NETWORK, network_of(request))
    if request.user == user or not user.has_second_factor:
        after_sign_in(request, user)


def after_sign_in(request: HttpRequest, user: User) -> None:
    """Whoever showed every factor of the account starts again from zero."""
    limits.forget(PAIR, f"{user.email}|{network_of(request)}")
    limits.forget(ACCOUNT, user.email)


def before_code(request: HttpRequest, user: User) -> None:
    """Count a try with a code of the second factor (app or recovery) before it is looked at."""
    limits.count(FACTOR_PAIR, f"{user.pk}|{network_of(request)}")
    limits.count(FACTOR, str(user.pk))


def after_right_code(request: HttpRequest, user: User) -> None:
    """A right code ends the count."""
    limits.forget(FACTOR_PAIR, f"{user.pk}|{network_of(request)}")
    limits.forget(FACTOR, str(user.pk))


def before_letter(request: HttpRequest, address: str) -> None:
    """Count a letter that somebody asks for, whether or not the address is known here."""
    limits.count(LETTER_PAIR, f"{address}|{network_of(request)}")
    limits.count(LETTER_ADDRESS, address)


def knock(request: HttpRequest, *, sign_up: bool = False) -> None:
    """Count a request of one network at a door for signed-out people."""
    limits.count(SIGN_UP if sign_up else DOOR, network_of(request))

"""Who may knock at a door at all. What they may see behind it is decided by queries."""

from enum import Enum
from typing import Any


class Access(Enum):
    """The audience that a route declares; each value lists the roles that open it."""

    PUBLIC = None
    SIGNED_IN = frozenset[str]()
    COORDINATOR = frozenset({"coordinator"})
    MODERATOR = frozenset({"moderator"})
    RESEARCHER = frozenset({"researcher"})
    BOARD = frozenset({"board_member", "board_chair"})
    STAFF = frozenset({"coordinator", "moderator", "admin"})
    ADMIN = frozenset({"admin"})


class Ruling(Enum):
    """What a door does with a visitor."""

    OPEN = "open"
    SIGN_IN = "sign in"
    SECOND_FACTOR = "second factor"
    REFUSED = "refused"


def ruling(access: Access, user: Any) -> Ruling:
    """Signed-out people sign in first; privileged people need a second factor everywhere."""
    if access is Access.PUBLIC:
        return Ruling.OPEN
    if not user.is_authenticated:
        return Ruling.SIGN_IN
    if user.lacks_second_factor:
        return Ruling.SECOND_FACTOR
    if access.value and not access.value & user.roles:
        return Ruling.REFUSED
    return Ruling.OPEN

"""Who may change the catalogue. Everybody may read it.

`None` stands for the house itself: a command or a scheduled task that an operator set up.
"""

from accounts.models import User
from accounts.roles import Role
from communities.conditions.models import Condition


def can_import_catalogue(user: User | None) -> bool:
    """Administrators, and the house itself, bring a new release of a source into the catalogue."""
    return user is None or user.has_role(Role.ADMIN)


def can_import_prevalence(user: User | None) -> bool:
    """As with the catalogue itself."""
    return can_import_catalogue(user)


def can_import_file(user: User | None) -> bool:
    """Only who may import may have a file of this machine opened at all."""
    return can_import_catalogue(user)


def can_add_condition(user: User | None) -> bool:
    """Staff who look after communities, and the house itself, add a condition no source lists."""
    return user is None or user.has_role(Role.MODERATOR) or user.has_role(Role.ADMIN)


def can_add_community_names(user: User | None, condition: Condition) -> bool:
    """Staff who look after communities, and the house itself, add a name that members use for a
    condition in use."""
    if not condition.is_active:
        return False
    return user is None or user.has_role(Role.MODERATOR) or user.has_role(Role.ADMIN)

"""Who sees which part of whom, and who looks at stopped readers."""

from enum import IntEnum

from accounts.models import User
from accounts.roles import Role
from communities.groups.permissions import Viewer
from communities.people.models import Audience, ReadingStop


class Relation(IntEnum):
    """What a viewer is to the person whose page it is; each sees what those before it see."""

    STRANGER = 0
    ACCOUNT = 1
    FELLOW = 2
    SELF = 3


_NEEDS = {
    Audience.PUBLIC: Relation.STRANGER,
    Audience.ACCOUNTS: Relation.ACCOUNT,
    Audience.FELLOWS: Relation.FELLOW,
    Audience.NOBODY: Relation.SELF,
}


def can_see(audience: Audience, relation: Relation) -> bool:
    """A part is seen by those whom the person named and by those who are nearer; staff are no
    nearer than others."""
    return relation >= _NEEDS[audience]


def can_change_own_profile(by: User, person: User) -> bool:
    """Everybody writes their own profile, nobody another's."""
    return by.is_active and by.pk == person.pk


def can_see_stops(user: Viewer) -> bool:
    """Moderators and administrators look at stopped readers."""
    return isinstance(user, User) and user.has_role(Role.MODERATOR, Role.ADMIN)


def can_keep_stop(user: User, stop: ReadingStop) -> bool:
    """Whoever looks at stops decides, but never about their own."""
    return can_see_stops(user) and user.pk != stop.viewer_id


def can_lift_stop(user: User, stop: ReadingStop) -> bool:
    """Whoever looks at stops decides, but never about their own."""
    return can_keep_stop(user, stop)

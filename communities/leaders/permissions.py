"""Who may apply to lead, ask others, and decide. Steps and their order are in `states`."""

from accounts.models import User
from accounts.roles import Role
from communities.groups.models import Community, Leadership, Membership
from communities.groups.permissions import Viewer, is_leader, standing
from communities.leaders.models import LeaderApplication


def cares_for_leaders(user: Viewer) -> bool:
    """Moderators and administrators decide who leads."""
    return isinstance(user, User) and user.has_role(Role.MODERATOR, Role.ADMIN)


def can_apply_to_lead(user: Viewer, community: Community) -> bool:
    """Every member of an open community who does not lead it yet."""
    present = standing(user, community)
    return community.is_open and present.is_member and not present.is_leader


def can_ask_member_to_lead(user: Viewer, community: Community) -> bool:
    """Staff, and the present leaders of an open community."""
    return community.is_open and (cares_for_leaders(user) or is_leader(user, community))


def can_hand_over_leadership(user: Viewer, leadership: Leadership) -> bool:
    """Only the leader names who shall follow."""
    return user == leadership.user


def can_accept_asking(user: Viewer, application: LeaderApplication) -> bool:
    """Only the person who was asked says yes."""
    return _is_about(user, application)


def can_refuse_asking(user: Viewer, application: LeaderApplication) -> bool:
    """Only the person who was asked says no."""
    return _is_about(user, application)


def can_withdraw_application(user: Viewer, application: LeaderApplication) -> bool:
    """Whoever applied or was asked takes it back, and whoever asked takes back the question."""
    asked = user.pk is not None and user.pk == application.asked_by_id
    return asked or _is_about(user, application)


def can_approve_application(user: Viewer, application: LeaderApplication) -> bool:
    """Staff decide, but nobody about themselves."""
    return cares_for_leaders(user) and user.pk != application.user_id


def can_decline_application(user: Viewer, application: LeaderApplication) -> bool:
    """Staff decide, but nobody about themselves."""
    return can_approve_application(user, application)


def can_see_application(user: Viewer, application: LeaderApplication) -> bool:
    """The person themselves and staff. Who asked sees the answer in their own list, no more."""
    return _is_about(user, application) or cares_for_leaders(user)


def _is_about(user: Viewer, application: LeaderApplication) -> bool:
    """The person themselves, who knows nothing of a question that was held back."""
    return user.pk is not None and user.pk == application.user_id and not application.held_back


def can_stop_leading(user: Viewer, leadership: Leadership) -> bool:
    """Every leader may step down at any time."""
    return user == leadership.user


def can_dismiss_leader(user: Viewer, leadership: Leadership) -> bool:
    """Staff may end a leadership of somebody else."""
    return cares_for_leaders(user) and user != leadership.user


def can_send_hello(user: Viewer, membership: Membership) -> bool:
    """The leaders of a community let it say hello to its newcomers."""
    return can_greet_newcomer(user, membership)


def can_greet_newcomer(user: Viewer, membership: Membership) -> bool:
    """The leaders of a community greet its newcomers."""
    return is_leader(user, membership.community)

"""Who may do what here. Everybody may read; a watch belongs to one person alone.

`None` stands for the house itself: a command or a scheduled task that an operator set up.
"""

from accounts.models import User
from accounts.roles import Role
from communities.conditions.models import Condition
from communities.groups.permissions import Viewer
from communities.trials.models import TrialWatch


def can_import_trials(user: User | None, condition: Condition) -> bool:
    """Administrators, and the house itself, take up what a source says about an illness in use."""
    return condition.is_active and (user is None or user.has_role(Role.ADMIN))


def can_watch_trials(user: Viewer, condition: Condition) -> bool:
    """Everybody with an account may ask to hear about studies of an illness in use."""
    return user.is_authenticated and condition.is_active


def can_stop_watching_trials(user: Viewer, watch: TrialWatch) -> bool:
    """Each person ends their own wishes, nobody else's."""
    return user == watch.user


def can_read_trial_news(user: Viewer) -> bool:
    """Everybody with an account may say that they have read their own news."""
    return bool(user.is_authenticated)

"""Who may do what with messages to our team, and who sees how communities are doing."""

from typing import Any

from communities.groups.models import Community
from communities.groups.permissions import can_manage_community
from communities.leaders.permissions import cares_for_leaders
from rareshare.home.models import ContactRequest
from rareshare.lib.access import Access


def can_send_contact_request(user: Any, obj: None = None) -> bool:
    """Anyone may ask for a person, signed in or not."""
    return True


def can_read_contact_requests(user: Any, obj: None = None) -> bool:
    """Coordinators, moderators and administrators answer messages."""
    return bool(user.is_authenticated and (Access.STAFF.value or frozenset()) & user.roles)


def can_answer_contact_request(user: Any, obj: ContactRequest) -> bool:
    """Whoever may read messages may say that one is answered."""
    return can_read_contact_requests(user)


def can_see_health(user: Any, community: Community) -> bool:
    """The leaders of an open community, moderators and administrators."""
    return can_manage_community(user, community) or cares_for_leaders(user)


def can_see_overview(user: Any, obj: None = None) -> bool:
    """Moderators and administrators see all communities side by side."""
    return cares_for_leaders(user)

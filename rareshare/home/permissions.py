"""Who may do what with messages to our team."""

from typing import Any

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

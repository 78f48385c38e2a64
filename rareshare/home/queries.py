"""Who sees which message to our team."""

from typing import Any

from django.db.models import QuerySet

from rareshare.home import permissions
from rareshare.home.models import ContactRequest
from rareshare.home.states import ContactState
from rareshare.lib.errors import NotFound


def open_contact_requests(viewer: Any) -> QuerySet[ContactRequest]:
    """Messages that wait, oldest first; for staff only."""
    if not permissions.can_read_contact_requests(viewer):
        return ContactRequest.objects.none()
    return ContactRequest.objects.filter(state=ContactState.OPEN)


def contact_request(viewer: Any, pk: int) -> ContactRequest:
    """One message; whoever may not read it learns nothing about it."""
    found = ContactRequest.objects.filter(pk=pk).first()
    if found is None or not permissions.can_read_contact_requests(viewer):
        raise NotFound
    return found

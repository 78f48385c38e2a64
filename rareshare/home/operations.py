"""What can be done with messages to our team."""

from typing import Any

from django.conf import settings
from django.db import transaction

from rareshare.home import emails, permissions
from rareshare.home.models import ContactRequest, ContactRequestEvent
from rareshare.home.states import MOVES, Channel, ContactState
from rareshare.lib import letters, states, text
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.locks import locked

LONGEST_MESSAGE = 4000
LONGEST_REACH = 200


def send_contact_request(*, by: Any, channel: str, reach: str, message: str) -> ContactRequest:
    """Anyone may write to our team; the team gets a letter that says only that someone wrote."""
    with transaction.atomic():
        if not permissions.can_send_contact_request(by):
            raise NotAllowed
        request = ContactRequest.objects.create(
            sender=by if by is not None and by.is_authenticated else None,
            channel=_channel(channel),
            reach=text.clean_line(reach, "reach", limit=LONGEST_REACH),
            text=text.clean_text(message, "message", limit=LONGEST_MESSAGE),
        )
        _record(request, "sent", by=request.sender)
        letters.queue(
            emails.CONTACT_REQUEST_SENT,
            key=f"contact_request_sent:{request.pk}",
            address=settings.CONTACT_EMAIL,
            refs={"request": request.pk},
        )
    return request


def answer_contact_request(request: ContactRequest, *, by: Any, note: str = "") -> ContactRequest:
    """A message that was answered leaves the list; it is never answered twice."""
    with transaction.atomic():
        request = locked(request)
        if not permissions.can_answer_contact_request(by, request):
            raise NotAllowed
        _move(request, ContactState.ANSWERED, by=by, note=note)
    return request


def _channel(value: str) -> Channel:
    if value not in Channel.values:
        raise Invalid("Choose how we can reach you.", field="channel")
    return Channel(value)


def _move(request: ContactRequest, to: ContactState, *, by: Any, note: str) -> None:
    states.check(MOVES, request.state, to)
    before, request.state = request.state, to
    request.save(update_fields=["state"])
    _record(request, to.value, by=by, before=before, after=to, note=note)


def _record(  # one row per step, also for the first
    request: ContactRequest,
    verb: str,
    *,
    by: Any,
    before: str = "",
    after: str = "",
    note: str = "",
) -> None:
    ContactRequestEvent.objects.create(
        request=request,
        verb=verb,
        by=by,
        from_state=before,
        to_state=after or request.state,
        note=note,
    )

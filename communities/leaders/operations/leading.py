"""What leaders do, and how leading ends."""

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.groups import operations as groups
from communities.groups.models import Leadership, Membership
from communities.leaders import emails, permissions
from communities.leaders.models import Greeting
from rareshare.lib.errors import NotAllowed
from rareshare.lib.locks import locked
from rareshare.lib.text import needed_text


def stop_leading(leadership: Leadership, *, by: User) -> Leadership:
    """Step down at any time, in one step and without a reason; the person stays a member."""
    if not permissions.can_stop_leading(by, leadership):
        raise NotAllowed("Each leader steps down for themselves.")
    return groups.end_leadership(leadership, by=by)


def dismiss_leader(leadership: Leadership, *, by: User, reason: str) -> Leadership:
    """Staff end a leadership, with a reason that the person reads."""
    if not permissions.can_dismiss_leader(by, leadership):
        raise NotAllowed("Only our team can end somebody else's leadership.")
    reason = needed_text(reason, "reason", "Say why. The person will read it.")
    with transaction.atomic():
        leadership = groups.end_leadership(leadership, by=by, reason=reason)
        emails.leadership_ended(leadership)
    return leadership


def send_hello(membership: Membership, *, by: User) -> Greeting:
    """A leader lets the community say hello to a newcomer by a letter, which names nobody and
    nothing; once for each newcomer, and only where nobody greeted them yet."""
    if not permissions.can_send_hello(by, membership):
        raise NotAllowed("Only leaders of this community keep its welcome list.")
    with transaction.atomic():
        greeting = greet_newcomer(membership, by=by)
        if greeting.by_id == by.pk:
            emails.community_hello(membership)
    return greeting


def greet_newcomer(membership: Membership, *, by: User) -> Greeting:
    """A leader said hello to a newcomer; doing it twice changes nothing."""
    with transaction.atomic():
        membership = locked(membership)
        if not permissions.can_greet_newcomer(by, membership):
            raise NotAllowed("Only leaders of this community keep its welcome list.")
        try:
            with transaction.atomic():
                return Greeting.objects.create(membership=membership, by=by)
        except IntegrityError:
            return Greeting.objects.get(membership=membership)

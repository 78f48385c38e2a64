"""The member whom somebody wants to ask to lead. It must tell nobody who belongs to a community."""

from django.db.models import Q

from accounts import addresses, names
from accounts import queries as accounts
from accounts.models import User
from communities.groups.models import Community, Membership, Visibility
from communities.groups.permissions import Viewer
from communities.leaders import permissions
from rareshare.lib.errors import Invalid, NotAllowed

_NOBODY = "We found no member with this name here. Members who are not seen cannot be asked."


def member_named(viewer: Viewer, community: Community, text: str) -> User:
    """A member by display name; staff may use the e-mail address too, and find all members. Leaders
    find only members who let others here see them and did not block them: a hidden one and a
    stranger look alike."""
    by_name = Q(user__display_skeleton=names.skeleton(text.strip()))
    if permissions.cares_for_leaders(viewer):
        by_name |= Q(user__email=addresses.normalized(text))
    return _one(viewer, community, by_name, field="member")


def member_with_id(viewer: Viewer, community: Community, public_id: str) -> User:
    """The same by public id, for programs."""
    return _one(viewer, community, Q(user__public_id=public_id), field="person")


def _one(viewer: Viewer, community: Community, who: Q, *, field: str) -> User:
    if not permissions.can_ask_member_to_lead(viewer, community):
        raise NotAllowed("Only leaders and our team can ask a member to lead.")
    rows = Membership.objects.current().filter(who, community=community, user__is_active=True)
    if not permissions.cares_for_leaders(viewer):
        rows = rows.exclude(visibility=Visibility.NOBODY)
        rows = rows.exclude(user__in=accounts.hidden_from(viewer))
    found = rows.exclude(user=viewer.pk).select_related("user").first()
    if found is None:
        raise Invalid(_NOBODY, field=field)
    return found.user

"""Joining, leaving, and who may see that somebody belongs."""

from django.db import transaction
from django.db.models import F

from accounts.models import User
from communities.groups import merging, permissions, queries
from communities.groups.models import (
    Community,
    CommunityEvent,
    CommunityFollow,
    FollowLevel,
    Leadership,
    Membership,
    Role,
    Visibility,
)
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from rareshare.lib.locks import locked

_STRANGER = "You are not a member of this community."


def join_community(community: Community, *, by: User, role: str) -> Membership:
    """Join in one step. Nobody sees the membership until the person chooses otherwise."""
    with transaction.atomic():
        community = locked(community)
        merging.refuse_moved(community)
        if not permissions.can_join_community(by, community):
            raise WrongState("This community is closed to new members.")
        if role not in Role.values:
            raise Invalid("Choose what brings you here.", field="role")
        if permissions.is_member(by, community):
            raise Conflict("You are a member already.")
        membership = Membership.objects.create(community=community, user=by, role=role)
        Community.objects.filter(pk=community.pk).update(member_count=F("member_count") + 1)
    return membership


def leave_community(community: Community, *, by: User) -> Membership:
    """Leave at any time and without a reason. A leader steps down with it, and what
    one wanted to hear is forgotten."""
    with transaction.atomic():
        community = locked(community)
        if not permissions.can_leave_community(by, community):
            if Membership.objects.filter(community=community, user=by).exists():
                raise WrongState("You have left this community already.")
            raise NotAllowed(_STRANGER)
        membership = _membership(community, by)
        membership.left_at = clock.now()
        membership.visibility = Visibility.NOBODY
        membership.save(update_fields=["left_at", "visibility"])
        CommunityFollow.objects.filter(community=community, user_id=by.pk).delete()
        stepped_down = Leadership.objects.filter(community=community, user=by, until=None).update(
            until=clock.now()
        )
        if stepped_down:
            CommunityEvent.objects.create(
                community=community, verb="leadership_ended", by=by, about=by
            )
        Community.objects.filter(pk=community.pk).update(member_count=F("member_count") - 1)
    return membership


def change_membership(
    community: Community,
    *,
    by: User,
    role: str = "",
    visibility: str = "",
    follow: str = "",
    version: str = "",
) -> Membership:
    """Change what brings one here, who may see it, and what one hears by e-mail, in this community
    only and from now on. What is not named stays. Where `version` names other choices than those
    that stand, nothing changes: an old window shows nobody to more people."""
    _check(role, visibility, follow)
    with transaction.atomic():
        community = locked(community)  # as for joining and leaving, so that none waits in a ring
        if not permissions.can_change_membership(by, community):
            raise NotAllowed(_STRANGER)
        membership = _membership(community, by)
        if version and version != queries.membership_version(membership):
            raise Stale("You changed this in another window. Nothing was saved now.")
        membership.role = role or membership.role
        membership.visibility = visibility or membership.visibility
        membership.save(update_fields=["role", "visibility"])
        if follow:
            CommunityFollow.objects.update_or_create(
                community=community, user_id=by.pk, defaults={"level": follow}
            )
    return membership


def change_membership_visibility(community: Community, *, by: User, visibility: str) -> Membership:
    """Choose who may see one's own membership; it holds from now on, in this community only."""
    if not permissions.can_change_membership_visibility(by, community):
        raise NotAllowed(_STRANGER)
    return change_membership(community, by=by, visibility=visibility or "none")


def _check(role: str, visibility: str, follow: str) -> None:
    wrong = {}
    if role and role not in Role.values:
        wrong["role"] = "Choose what brings you here."
    if visibility and visibility not in Visibility.values:
        wrong["visibility"] = "Choose who may see that you are a member."
    if follow and follow not in FollowLevel.values:
        wrong["follow"] = "Choose what we tell you by e-mail."
    if wrong:
        raise Invalid(wrong)


def _membership(community: Community, user: User) -> Membership:
    membership = permissions.standing(user, community).membership
    if membership is None:
        raise NotAllowed(_STRANGER)
    return membership

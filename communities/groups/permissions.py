"""Who may do what with a community. One query tells a person's standing; rules add no more."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts.models import User
from accounts.roles import Role
from communities.groups.models import Community, Leadership, Membership
from rareshare.lib.errors import NotAllowed

Viewer = User | AnonymousUser


@dataclass(frozen=True)
class Standing:
    """What a person is to a community: a stranger, a member or a leader."""

    membership: Membership | None = None
    is_leader: bool = False

    @property
    def is_member(self) -> bool:
        return self.membership is not None


def standing(user: Viewer, community: Community) -> Standing:
    """A leader is always a member too; somebody who left is a stranger again."""
    if not isinstance(user, User):
        return Standing()
    leads = Leadership.objects.filter(
        community=OuterRef("community"), user=OuterRef("user"), until=None
    )
    membership = (
        Membership.objects.current()
        .filter(community=community, user=user)
        .annotate(leads=Exists(leads))
        .first()
    )
    return Standing(membership, bool(getattr(membership, "leads", False)))


def person(viewer: Viewer) -> User:
    """Whoever acts has an account; doors behind a sign-in never see anybody else."""
    if not isinstance(viewer, User):
        raise NotAllowed("Sign in first.")
    return viewer


def is_member(user: Viewer, community: Community) -> bool:
    """True for people who joined and did not leave."""
    return standing(user, community).is_member


def is_leader(user: Viewer, community: Community) -> bool:
    """True for the present leaders of this community, of no other."""
    return standing(user, community).is_leader


def can_open_community(user: Viewer) -> bool:
    """Only moderators and administrators open communities."""
    return _cares_for_communities(user)


def can_archive_community(user: Viewer, community: Community) -> bool:
    """Only moderators and administrators close communities."""
    return _cares_for_communities(user)


def can_reopen_community(user: Viewer, community: Community) -> bool:
    """Only moderators and administrators open them again."""
    return _cares_for_communities(user)


def can_merge_communities(user: Viewer, source: Community, target: Community) -> bool:
    """Only moderators and administrators make one community part of another."""
    return _cares_for_communities(user) and source.pk != target.pk


def can_join_community(user: Viewer, community: Community) -> bool:
    """Everybody with an account may join an open community."""
    return user.is_authenticated and community.is_open


def can_leave_community(user: Viewer, community: Community) -> bool:
    """Only members can leave; nobody can make somebody else leave."""
    return is_member(user, community)


def can_change_membership(user: Viewer, community: Community) -> bool:
    """Only members change what belongs to their membership, each their own."""
    return is_member(user, community)


def can_change_membership_visibility(user: Viewer, community: Community) -> bool:
    """Only members choose, each for themselves."""
    return is_member(user, community)


def can_appoint_leader(user: Viewer, community: Community) -> bool:
    """Only moderators and administrators appoint leaders."""
    return _cares_for_communities(user) and community.is_open


def can_end_leadership(user: Viewer, leadership: Leadership) -> bool:
    """A leader may step down at any time; moderators and administrators may end it."""
    return user == leadership.user or _cares_for_communities(user)


def can_renew_leadership(user: Viewer, leadership: Leadership) -> bool:
    """Only the leader decides to go on for another term."""
    return user == leadership.user


def can_describe_leadership(user: Viewer, leadership: Leadership) -> bool:
    """Only the leader writes the words that stand beside their name."""
    return user == leadership.user


def can_open_talk(user: Viewer, community: Community) -> bool:
    """Only the leaders of an open community open its talk to everyone."""
    return can_manage_community(user, community)


def can_close_talk(user: Viewer, community: Community) -> bool:
    """Leaders, moderators and administrators keep a talk for members again."""
    return can_manage_community(user, community) or _cares_for_communities(user)


def can_see_members(user: Viewer, community: Community) -> bool:
    """Only members see who else is here."""
    return is_member(user, community)


def can_manage_community(user: Viewer, community: Community) -> bool:
    """Leaders look after the page and the library of their own open community."""
    return community.is_open and is_leader(user, community)


def _cares_for_communities(user: Viewer) -> bool:
    return isinstance(user, User) and user.has_role(Role.MODERATOR, Role.ADMIN)

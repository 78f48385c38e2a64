"""Who hears of what. A topic's own switch is stronger than the level of its community: whoever
chose `NOTHING` or `WEEKLY` here still gets the replies of a topic that they follow there, but
writing in this community follows no topic by itself any more (forum.talk.operations.reading)."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts.models import User
from communities.groups import permissions
from communities.groups.models import Community, CommunityFollow, FollowLevel, Membership
from communities.groups.permissions import Viewer
from communities.groups.states import State
from rareshare.lib import crypto


def follow_level(viewer: Viewer, community: Community) -> FollowLevel:
    """What the viewer wants to hear about a community; strangers hear nothing."""
    if not isinstance(viewer, User) or not permissions.is_member(viewer, community):
        return FollowLevel.NOTHING
    return chosen_level(viewer, community)


def chosen_level(member: User, community: Community) -> FollowLevel:
    """What somebody chose who is known to be a member; replies and changes where they chose
    nothing."""
    return _level(community.pk, member.pk)


def membership_version(membership: Membership) -> str:
    """What a member chose, as one short mark: other choices, another mark."""
    level = _level(membership.community_id, membership.user_id)
    chosen = f"{membership.pk}:{membership.role}:{membership.visibility}:{level}"
    return crypto.keyed_digest("membership", chosen)[:16]


def followers(community: Community, *levels: FollowLevel) -> QuerySet[Membership, int]:
    """The ids of the present members who want to hear at one of `levels`, for letters only. Closed
    accounts hear nothing."""
    rows = _at(Membership.objects.current().filter(community=community), *levels)
    return rows.values_list("user_id", flat=True)


def weekly_readers() -> QuerySet[User]:
    """Everybody who follows at least one open community by a letter a week."""
    rows = Membership.objects.current().filter(community__state=State.OPEN)
    weekly = _at(rows, FollowLevel.WEEKLY)
    return User.objects.active().filter(pk__in=weekly.values("user")).order_by("pk")


def weekly_communities(reader: User) -> QuerySet[Community]:
    """The open communities that a person follows by a letter a week."""
    weekly = _at(Membership.objects.current().filter(user=reader), FollowLevel.WEEKLY)
    return Community.objects.open().filter(pk__in=weekly.values("community")).order_by("pk")


def _level(community_id: int, user_id: int) -> FollowLevel:
    own = CommunityFollow.objects.filter(community=community_id, user=user_id)
    level = own.values_list("level", flat=True).first()
    return FollowLevel(level) if level else FollowLevel.REPLIES


def _at(rows: QuerySet[Membership], *levels: FollowLevel) -> QuerySet[Membership]:
    own = CommunityFollow.objects.filter(
        community=OuterRef("community"), user=OuterRef("user")
    ).values("level")[:1]
    level = Coalesce(Subquery(own), Value(FollowLevel.REPLIES.value))
    return rows.annotate(level=level).filter(user__is_active=True, level__in=levels)

"""Who sees which memberships. Belonging tells about health, so silence is the rule."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts import queries as accounts
from accounts.models import Block, BlockKind, User
from communities.groups import permissions
from communities.groups.models import Community, Leadership, Membership, Visibility
from communities.groups.permissions import Viewer
from communities.groups.states import State
from rareshare.lib.errors import NotAllowed, NotFound


def communities_of(viewer: Viewer) -> QuerySet[Membership]:
    """The viewer's own present memberships with their communities; nobody else's."""
    if not isinstance(viewer, User):
        return Membership.objects.none()
    mine = Membership.objects.current().filter(user=viewer)
    return mine.select_related("community").order_by("community__name", "pk")


def memberships_visible_to(viewer: Viewer, person: User) -> QuerySet[Membership]:
    """What `viewer` may know of `person`'s memberships: only what the person chose to show, and
    nothing where the person blocked them."""
    rows = Membership.objects.current().filter(user=person, user__is_active=True)
    rows = rows.filter(community__state=State.OPEN).select_related("community")
    if not isinstance(viewer, User):
        return rows.filter(visibility=Visibility.PUBLIC)
    if viewer == person:
        return rows
    rows = rows.exclude(user__in=accounts.blockers_of(viewer, BlockKind.BLOCK))
    shared = communities_of(viewer).order_by().values("community")
    return rows.filter(
        Q(visibility__in=[Visibility.PUBLIC, Visibility.ALL_MEMBERS])
        | Q(visibility=Visibility.MEMBERS, community__in=shared)
    )


def members_of(viewer: Viewer, community: Community) -> QuerySet[Membership]:
    """The members who chose to be seen, for members only, the newest first. Whoever blocked the
    viewer is not among them; `kept_away` is how the viewer keeps away from each."""
    if not permissions.can_see_members(viewer, community):
        raise NotAllowed("Only members see who else is here. You can join in one step.")
    seen = Membership.objects.current().exclude(visibility=Visibility.NOBODY)
    seen = seen.filter(community=community, user__is_active=True)
    seen = seen.exclude(user__in=accounts.blockers_of(viewer, BlockKind.BLOCK))
    own = Block.objects.filter(blocker=viewer.pk, blocked=OuterRef("user")).values("kind")
    seen = seen.annotate(kept_away=Subquery(own[:1]))
    return seen.select_related("user").order_by("-pk")


def leaders_of(viewer: Viewer, community: Community) -> list[Leadership]:
    """The present leaders, the first appointed first. Their names are public."""
    present = Leadership.objects.filter(community=community, until=None, user__is_active=True)
    return list(present.select_related("user").order_by("since", "pk"))


def leadership_in(viewer: Viewer, community: Community, pk: int) -> Leadership:
    """One leadership of this community; for staff and for the leader alone."""
    found = Leadership.objects.filter(community=community, pk=pk).select_related("user").first()
    if found is None or not permissions.can_end_leadership(viewer, found):
        raise NotFound
    return found

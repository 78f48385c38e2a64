"""Who leads, whose term ends, and which communities nobody looks after."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from communities.groups.models import Community, CommunityEvent, Leadership, Membership
from communities.groups.permissions import Viewer
from communities.groups.states import State
from communities.leaders import permissions
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound

# A session lasts 14 days, so whoever still comes by has signed in within this time.
SILENT_AFTER = timedelta(days=90)
_ENDINGS = ["leadership_ended", "leadership_lapsed", "leadership_merged"]


def leaders_in(viewer: Viewer, community: Community) -> QuerySet[Leadership]:
    """The present leaders of a community that the viewer knows; their names and words are public
    because they agreed to that."""
    present = Leadership.objects.filter(community=community, until=None, user__is_active=True)
    return present.select_related("user")


def own_leadership(viewer: Viewer, community: Community) -> Leadership:
    """The viewer's own present leadership; nobody else has this page."""
    found = leaders_in(viewer, community).filter(user=viewer.pk).select_related("community").first()
    if found is None:
        raise NotFound
    return found


def leaderships_of(viewer: User) -> QuerySet[Leadership]:
    """The communities that the viewer leads now, with the term of each."""
    mine = Leadership.objects.filter(user=viewer, until=None)
    return mine.select_related("community").order_by("community__name", "pk")


def endings_of(viewer: User) -> QuerySet[CommunityEvent]:
    """How the viewer's own leaderships ended in the last year, with the reason where staff gave
    one; for the viewer alone."""
    since = clock.now() - timedelta(days=365)
    rows = CommunityEvent.objects.filter(about=viewer, verb__in=_ENDINGS, at__gte=since)
    return rows.select_related("community").order_by("-pk")


def living() -> QuerySet[Leadership]:
    """A leadership lives while its leader's account is open and the leader signed in, or took up
    the leadership, in the last 90 days."""
    since = clock.now() - SILENT_AFTER
    seen = Q(user__last_login__gte=since) | Q(since__gte=since)
    return Leadership.objects.filter(seen, until=None, user__is_active=True)


def is_leaderless(community: Community) -> bool:
    """True for an open community without a living leader."""
    return community.is_open and not living().filter(community=community).exists()


def without_leader() -> QuerySet[Community]:
    """All open communities without a living leader."""
    led = living().filter(community=OuterRef("pk"))
    return Community.objects.filter(~Exists(led), state=State.OPEN)


def leaderless_communities(viewer: Viewer) -> QuerySet[Community]:
    """The communities without a living leader, by name; for staff, others see none."""
    if not permissions.cares_for_leaders(viewer):
        return Community.objects.none()
    return without_leader().order_by("name", "pk")


def led_communities(viewer: Viewer) -> QuerySet[Community]:
    """All open communities: whether a living leader looks after each (`leaderless`), and when the
    next term of its present leaders ends (`term_ends_on`); for staff, others are refused."""
    if not permissions.cares_for_leaders(viewer):
        raise NotAllowed("Only moderators and administrators see which communities need a leader.")
    present = Leadership.objects.filter(
        community=OuterRef("pk"), until=None, user__is_active=True, term_ends_on__isnull=False
    )
    next_end = present.order_by("term_ends_on").values("term_ends_on")[:1]
    led = living().filter(community=OuterRef("pk"))
    return Community.objects.filter(state=State.OPEN).annotate(
        leaderless=~Exists(led), term_ends_on=Subquery(next_end)
    )


def wanted_in(viewer: User) -> QuerySet[Community]:
    """The viewer's own communities that look for a leader."""
    mine = Membership.objects.current().filter(user=viewer).values("community")
    return without_leader().filter(pk__in=mine).order_by("name", "pk")


def terms_ending(viewer: Viewer) -> QuerySet[Leadership]:
    """Terms that end within 60 days or are over, the next one first; for staff."""
    if not permissions.cares_for_leaders(viewer):
        return Leadership.objects.none()
    until = clock.today() + timedelta(days=60)
    rows = Leadership.objects.filter(until=None, user__is_active=True, term_ends_on__lte=until)
    return rows.select_related("user", "community").order_by("term_ends_on", "pk")

"""Applications: the person sees their own, staff see those that wait."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from communities.groups.models import Community, Membership
from communities.groups.permissions import Viewer
from communities.leaders import permissions
from communities.leaders.models import LeaderApplication
from communities.leaders.states import OPEN, State
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, NotFound


def applications_of(viewer: User) -> QuerySet[LeaderApplication]:
    """The viewer's own applications and the questions that others asked them."""
    rows = LeaderApplication.objects.filter(user=viewer, held_back=False)
    return rows.select_related("community", "user", "asked_by", "leadership")


def questions_of(viewer: User) -> QuerySet[LeaderApplication]:
    """Whom the viewer asked to lead in the last year, and where each question stands; what they
    wrote is not for whoever asked."""
    since = clock.now() - timedelta(days=365)
    rows = LeaderApplication.objects.filter(asked_by=viewer, created_at__gte=since)
    return rows.exclude(user=viewer).select_related("community", "user")


def asked_by(viewer: User, community: Community) -> QuerySet[LeaderApplication]:
    """Whom the viewer asked to lead this community, as long as it is open."""
    rows = LeaderApplication.objects.filter(asked_by=viewer, community=community, state__in=OPEN)
    return rows.select_related("user").order_by("-pk")


def applications_to(viewer: Viewer, community: Community) -> QuerySet[LeaderApplication]:
    """All applications to one community for staff; everybody else sees their own."""
    rows = LeaderApplication.objects.filter(community=community)
    if not permissions.cares_for_leaders(viewer):
        rows = rows.filter(user=viewer.pk, held_back=False)
    return rows.select_related("community", "user", "asked_by")


def all_applications(viewer: Viewer) -> QuerySet[LeaderApplication]:
    """Questions and offers to lead, to all communities; for staff, others are refused."""
    if not permissions.cares_for_leaders(viewer):
        raise NotAllowed("Only moderators and administrators see who wants to lead.")
    return LeaderApplication.objects.select_related("community", "user", "asked_by")


def waiting_applications(viewer: Viewer) -> QuerySet[LeaderApplication]:
    """What waits for a decision, the oldest first; for staff, others see none. Who left the
    community meanwhile does not wait any more."""
    if not permissions.cares_for_leaders(viewer):
        return LeaderApplication.objects.none()
    still = Membership.objects.current().filter(
        user=OuterRef("user"), community=OuterRef("community")
    )
    rows = LeaderApplication.objects.filter(Exists(still), state=State.WAITING)
    return rows.select_related("community", "user", "asked_by", "follows__user").order_by("pk")


def application_for(viewer: Viewer, public_id: str) -> LeaderApplication:
    """One application, for the person themselves and for staff; to others it does not exist. Who
    asked may name it to take the question back."""
    rows = LeaderApplication.objects.filter(public_id=public_id)
    found = rows.select_related("community", "user", "asked_by", "follows__user").first()
    if found is None or not _may_know(viewer, found):
        raise NotFound
    return found


def _may_know(viewer: Viewer, application: LeaderApplication) -> bool:
    if permissions.can_see_application(viewer, application):
        return True
    asked = viewer.pk is not None and viewer.pk == application.asked_by_id
    return asked and application.state in OPEN

"""Verified experts, as members and as staff see them."""

from django.db.models import QuerySet

from accounts.models import User
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from forum.experts import permissions
from forum.experts.models import ExpertVerification
from rareshare.lib import clock, reads
from rareshare.lib.errors import NotFound


def experts_of(viewer: Viewer, community: Community) -> "QuerySet[ExpertVerification]":
    """Who answers here today: name, profession, conflict of interest, since when. For readers of
    the questions; the proof is for nobody but the desk."""
    if not permissions.can_read_questions(viewer, community):
        raise NotFound
    return (
        ExpertVerification.objects.current(clock.today())
        .filter(community=community)
        .select_related("user")
        .defer("proof")
        .order_by("pk")
    )


def verifications_at_desk(viewer: Viewer) -> "QuerySet[ExpertVerification]":
    """Every verification that did not end, the next to expire first; for the staff who end them."""
    if not permissions.can_see_verifications(viewer):
        raise NotFound
    return (
        ExpertVerification.objects.filter(ended_at=None)
        .select_related("user", "community", "verified_by")
        .defer("proof")
        .order_by("expires_on", "pk")
    )


def verification_with_proof(viewer: User, pk: int) -> ExpertVerification:
    """One verification with the proof note, for staff; that they read it is written down."""
    found = verification_for(viewer, pk)
    if not permissions.can_verify_expert(viewer, found.community):
        raise NotFound
    reads.record(
        viewer, subject=f"verification:{pk}", fields=["proof"], purpose="verification", reason=""
    )
    return found


def verification_for(viewer: Viewer, pk: int) -> ExpertVerification:
    """One verification, for its expert and for the staff who can end it."""
    found = ExpertVerification.objects.select_related("user", "community").filter(pk=pk).first()
    if found is None or not permissions.can_end_verification(viewer, found):
        raise NotFound
    return found

"""Applications, seen by their applicant, by board members without a conflict, and by staff."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from accounts.roles import Role
from rareshare.lib.errors import NotFound
from registry.research import permissions
from registry.research.models import Application, BoardSeat, ConflictOfInterest, Vote
from registry.research.states import AGREEABLE, SEEN_BY_BOARD, ApplicationState, Ask
from registry.research.tally import Tally, tally


def applications_of(viewer: Any) -> QuerySet[Application]:
    """A researcher's own applications, newest first."""
    return _all().filter(applicant_id=viewer.pk)


def application_for(viewer: Any, public_id: str) -> Application:
    """One application that the viewer may see: one's own; for a board member without a conflict
    of interest, and for registry staff, those that were sent. Else NotFound."""
    found = _all().filter(public_id=public_id).first()
    if found is None or not _may_see(viewer, found):
        raise NotFound
    return found


def board_queue(viewer: Any) -> QuerySet[Application]:
    """What waits for the board, the oldest first, without those the viewer is in conflict with."""
    if not permissions.sits_on_board(viewer):
        return Application.objects.none()
    conflict = ConflictOfInterest.objects.filter(application=OuterRef("pk"), member_id=viewer.pk)
    voted = Vote.objects.filter(
        application=OuterRef("pk"), round=OuterRef("round"), member_id=viewer.pk
    )
    waiting = _all().filter(~Exists(conflict), state=ApplicationState.BOARD_REVIEW)
    beside = [one.pk for one in waiting if viewer.pk in permissions.members_beside(one)]
    return (
        waiting.exclude(applicant_id=viewer.pk)
        .exclude(pk__in=beside)
        .annotate(voted=Exists(voted))
        .order_by("submitted_at", "id")
    )


def votes_due(viewer: Any) -> list[Application]:
    """What waits for the viewer's own vote."""
    return [one for one in board_queue(viewer) if not getattr(one, "voted", False)]


def decisions_due(viewer: Any) -> list[Application]:
    """What the viewer can close for the board now: enough votes are in."""
    return [
        one
        for one in board_queue(viewer)
        if permissions.can_decide_application(viewer, one) and not standing_tally(one).lacks
    ]


def agreements_due(viewer: Any) -> QuerySet[Application]:
    """A researcher's own applications that are approved and wait for the agreement."""
    if not permissions.is_researcher(viewer):
        return Application.objects.none()
    return applications_of(viewer).filter(state__in=AGREEABLE)


def applications_waiting(viewer: Any) -> QuerySet[Application]:
    """What registry staff see at the desk: applications with the board."""
    if not permissions.is_coordinator(viewer):
        return Application.objects.none()
    return _all().filter(state=ApplicationState.BOARD_REVIEW).order_by("submitted_at", "id")


def studies_for_campaigns(viewer: Any) -> QuerySet[Application]:
    """Active studies that asked to write to participants, for registry staff."""
    if not permissions.is_coordinator(viewer):
        return Application.objects.none()
    return _all().filter(state=ApplicationState.ACTIVE, ask__in=[Ask.CONTACT, Ask.BOTH])


def own_vote(viewer: Any, application: Application) -> Vote | None:
    """How the viewer voted in this round."""
    return Vote.objects.filter(
        application=application, round=application.round, member_id=viewer.pk
    ).first()


def standing_tally(application: Application) -> Tally:
    """The votes of the running round against all seats of the board."""
    votes = Vote.objects.filter(application=application, round=application.round)
    seats = BoardSeat.objects.filter(until=None, user__is_active=True).count()
    return tally(votes.values_list("choice", "by_patient_representative"), seats)


def free_members(application: Application) -> list[User]:
    """Seated members who may judge this application."""
    seats = BoardSeat.objects.filter(until=None).values("user")
    members = User.objects.holding(Role.BOARD_MEMBER, Role.BOARD_CHAIR).filter(pk__in=seats)
    conflicts = ConflictOfInterest.objects.filter(application=application).values("member")
    free = members.exclude(pk__in=conflicts).exclude(pk=application.applicant_id)
    return list(free.exclude(pk__in=permissions.members_beside(application)).order_by("pk"))


def _all() -> QuerySet[Application]:
    return Application.objects.select_related("applicant", "condition").order_by("-id")


def _may_see(viewer: Any, application: Application) -> bool:
    if application.applicant_id == viewer.pk:
        return True
    if application.state not in SEEN_BY_BOARD:
        return False
    if permissions.is_coordinator(viewer):
        return True
    return permissions.is_free_to_judge(viewer, application)

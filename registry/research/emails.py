"""The letters of research: neutral on the outside, read after sign-in on the inside."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts import queries as people
from accounts.models import User
from accounts.roles import Role
from rareshare.lib import clock, letters
from rareshare.lib.locks import locked
from rareshare.lib.models import Letter
from registry.enrollment import use
from registry.enrollment.permissions import acts_for
from registry.research import permissions
from registry.research.models import Application, Invitation
from registry.research.states import ApplicationState, CampaignState, InvitationState


def _to_applicant(letter: Letter) -> letters.Decision:
    application = Application.objects.select_related("applicant").get(pk=letter.refs["application"])
    path = reverse("research:application", args=[application.public_id])
    return _words(application.applicant, path, "Open my application")


def _to_board(letter: Letter) -> letters.Decision:
    """Not to somebody whose seat ended or who stepped out, nor about what was taken back."""
    application = Application.objects.get(pk=letter.refs["application"])
    member = _recipient(letter)
    if not permissions.is_free_to_judge(member, application):
        return letters.Cancel("not for this member any more")
    if application.state == ApplicationState.WITHDRAWN:
        return letters.Cancel("taken back")
    path = reverse("research:board_application", args=[application.public_id])
    return _words(member, path, "Open the board desk")


def _to_staff(letter: Letter) -> letters.Decision:
    member = _recipient(letter)
    return _words(member, reverse("research:campaigns"), "Open the desk")


def _to_participant(letter: Letter) -> letters.Decision:
    """Only while the study waits for this answer and the participant still allows contact; decided
    under the participant's row lock."""
    rows = Invitation.objects.select_related("participant", "recipient", "campaign__application")
    invitation = rows.get(pk=letter.refs["invitation"])
    participant = locked(invitation.participant)
    if invitation.campaign.state != CampaignState.OPEN:
        return letters.Cancel("closed")
    if invitation.state != InvitationState.WAITING:
        return letters.Cancel("answered")
    verdict = use.may(participant, use.Purpose.CONTACT, clock.now())
    if not verdict.allowed:
        return letters.Cancel(", ".join(verdict.reasons))
    if not acts_for(invitation.recipient, participant):
        return letters.Cancel("does not act for the participant")
    return _words(invitation.recipient, reverse("research:message"), "Read the message")


def _recipient(letter: Letter) -> User:
    return User.objects.get(pk=letter.recipient_id or 0)


def _words(user: User, path: str, action: str) -> dict[str, Any]:
    return {"name": user.display_name, "url": settings.BASE_URL + path, "action": action}


_ESSENTIAL = letters.ESSENTIAL
application_sent = letters.kind("application_sent", purpose=_ESSENTIAL, decide=_to_applicant)
application_returned = letters.kind(
    "application_returned", purpose=_ESSENTIAL, decide=_to_applicant
)
application_decided = letters.kind("application_decided", purpose=_ESSENTIAL, decide=_to_applicant)
board_asked = letters.kind("board_asked", purpose=_ESSENTIAL, decide=_to_board)
board_decided = letters.kind("board_decided", purpose=_ESSENTIAL, decide=_to_board)
study_ready = letters.kind("study_ready", purpose=_ESSENTIAL, decide=_to_staff)
study_invitation = letters.kind(
    "study_invitation", purpose="study_invitation", decide=_to_participant
)


def tell_application_submitted(application: Application, members: Iterable[User]) -> None:
    """A receipt for the researcher, and a letter to every member who may judge."""
    _queue(application_sent, application, [application.applicant_id])
    _queue(board_asked, application, [member.pk for member in members])


def tell_application_returned(application: Application) -> None:
    """The researcher learns that changes are asked for."""
    _queue(application_returned, application, [application.applicant_id])


def tell_application_decided(application: Application, members: Iterable[User]) -> None:
    """The researcher and the members learn that there is a decision."""
    _queue(application_decided, application, [application.applicant_id])
    _queue(board_decided, application, [member.pk for member in members])


def tell_study_ready(application: Application) -> None:
    """Registry staff learn that a study may be written about."""
    _queue(study_ready, application, [user.pk for user in people.people_holding(Role.COORDINATOR)])


def _queue(kind: letters.Kind, application: Application, recipients: list[int]) -> None:
    letters.queue_each(
        kind,
        key=f"{kind.name}:{application.pk}:{application.round}",
        recipient_ids=recipients,
        refs={"application": application.pk},
    )

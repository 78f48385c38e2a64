"""Researchers ask, the board decides, staff write, participants choose."""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from registry.enrollment.permissions import acts_for
from registry.research.models import (
    Application,
    BoardSeat,
    Campaign,
    ConflictOfInterest,
    Invitation,
    Researcher,
)
from registry.research.states import EDITABLE


def is_researcher(user: Any) -> bool:
    """Somebody whom an administrator verified as a researcher."""
    return bool(user.is_active) and user.has_role(Role.RESEARCHER)


def is_coordinator(user: Any) -> bool:
    """Registry staff."""
    return bool(user.is_active) and user.has_role(Role.COORDINATOR)


def sits_on_board(user: Any) -> bool:
    """Somebody with a board role and a seat that has not ended."""
    if not user.is_active or not user.has_role(Role.BOARD_MEMBER, Role.BOARD_CHAIR):
        return False
    return BoardSeat.objects.filter(user_id=user.pk, until=None).exists()


def is_free_to_judge(user: Any, application: Application) -> bool:
    """A seated member without a conflict of interest, who is not the applicant."""
    if application.applicant_id == user.pk or not sits_on_board(user):
        return False
    conflicts = ConflictOfInterest.objects.filter(application=application, member_id=user.pk)
    return not conflicts.exists() and user.pk not in members_beside(application)


def members_beside(application: Application) -> set[int]:
    """Seated members from the applicant's own institution, as it is at this moment: the one that
    the application names or the one of the applicant's profile, however it is spelled."""
    stated = Researcher.objects.filter(user_id=application.applicant_id)
    places = {_spelled(application.institution)}
    places |= {_spelled(text) for text in stated.values_list("institution", flat=True)}
    seats = BoardSeat.objects.filter(until=None).exclude(institution="")
    rows = seats.values_list("user_id", "institution")
    return {member for member, text in rows if _spelled(text) in places - {""}}


def leads_board(user: User, application: Application) -> bool:
    """The chair; where no seated chair may judge an application, any other member who may."""
    if not is_free_to_judge(user, application):
        return False
    if user.has_role(Role.BOARD_CHAIR):
        return True
    seats = BoardSeat.objects.filter(until=None).values("user")
    chairs = User.objects.holding(Role.BOARD_CHAIR).filter(pk__in=seats)
    return not any(is_free_to_judge(chair, application) for chair in chairs)


def _spelled(institution: str) -> str:
    """Letters and digits only: case, spaces, marks and a leading article make no difference."""
    plain = "".join(letter if letter.isalnum() else " " for letter in institution.casefold())
    return "".join(plain.removeprefix("the ").split())


def can_refresh_counts(user: User | None) -> bool:
    """The schedule refreshes counts, or an administrator."""
    return user is None or (user.is_active and user.has_role(Role.ADMIN))


def can_accept_rules(user: User) -> bool:
    """Verified researchers accept the rules for themselves."""
    return is_researcher(user)


def can_ask_count(user: User | None) -> bool:
    """Everybody may ask but those whose account is closed; who asks decides how exact the answer
    is."""
    return user is None or user.is_active


def can_ask_inquiry(user: User) -> bool:
    """Verified researchers ask."""
    return is_researcher(user)


def can_lift_lock(user: User, researcher: Researcher) -> bool:
    """Registry staff open a locked researcher again, after they looked at the questions."""
    return is_coordinator(user) and researcher.user_id != user.pk


def can_seat_member(user: User | None) -> bool:
    """Administrators give seats on the board, or the command line does."""
    return user is None or (user.is_active and user.has_role(Role.ADMIN))


def can_start_application(user: User) -> bool:
    """Verified researchers apply."""
    return is_researcher(user)


def can_edit_application(user: User, application: Application) -> bool:
    """Its applicant, while it is a draft or was sent back."""
    return application.applicant_id == user.pk and application.state in EDITABLE


def can_submit_application(user: User, application: Application) -> bool:
    """Its applicant sends it."""
    return application.applicant_id == user.pk and is_researcher(user)


def can_withdraw_application(user: User, application: Application) -> bool:
    """Its applicant takes it back."""
    return application.applicant_id == user.pk


def can_declare_conflict(user: User, application: Application) -> bool:
    """Board members step out themselves."""
    return is_free_to_judge(user, application)


def can_vote_on_application(user: User, application: Application) -> bool:
    """Seated members without a conflict of interest vote."""
    return is_free_to_judge(user, application)


def can_return_application(user: User, application: Application) -> bool:
    """The chair sends it back for changes, or a deputy, or registry staff do."""
    return leads_board(user, application) or (
        is_coordinator(user) and application.applicant_id != user.pk
    )


def can_decide_application(user: User, application: Application) -> bool:
    """The chair records what the votes came to; where the chair is in conflict, a deputy does."""
    return leads_board(user, application)


def can_sign_agreement(user: User, application: Application) -> bool:
    """Its applicant signs."""
    return application.applicant_id == user.pk and is_researcher(user)


def can_open_contacts(user: User, application: Application) -> bool:
    """Its applicant sees how to reach those who said yes, and nobody else does."""
    return application.applicant_id == user.pk and is_researcher(user)


def can_draft_campaign(user: User, application: Application) -> bool:
    """Registry staff write on the researcher's behalf, never for a study of their own."""
    return is_coordinator(user) and application.applicant_id != user.pk


def can_freeze_cohort(user: User, campaign: Campaign) -> bool:
    """Registry staff choose the people."""
    return can_draft_campaign(user, campaign.application)


def can_send_campaign(user: User, campaign: Campaign) -> bool:
    """Registry staff send."""
    return can_draft_campaign(user, campaign.application)


def can_close_campaign(user: User, campaign: Campaign) -> bool:
    """Registry staff close."""
    return can_draft_campaign(user, campaign.application)


def can_answer_invitation(user: User, invitation: Invitation) -> bool:
    """Only those who act for the participant answer, and nobody sees a no."""
    return acts_for(user, invitation.participant)

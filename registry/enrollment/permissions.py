"""Who may do what in enrollment. A participant's people act; staff never answer for anybody."""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from registry.enrollment.models import Actor, ConsentVersion, Participant, Screening


def acts_for(user: Any, participant: Participant) -> bool:
    """True where this person acts for the participant now."""
    acting = Actor.objects.filter(participant=participant, user_id=user.pk, until=None)
    return bool(user.is_active) and acting.exists()


def can_start_screening(user: Any) -> bool:
    """Anybody may start, signed in or not."""
    return True


def can_answer_screening(user: Any, screening: Screening) -> bool:
    """A claimed screening is answered by its person only; before, the token in the cookie decides,
    and whoever holds it got the screening from the query."""
    return screening.user_id is None or screening.user_id == user.pk


def can_claim_screening(user: User, screening: Screening) -> bool:
    """A screening is claimed once, by a signed-in person who holds its cookie and asks for it."""
    return user.is_active and screening.user_id in {None, user.pk}


def can_submit_screening(user: User, screening: Screening) -> bool:
    """Only the signed-in person of a screening submits it."""
    return user.is_active and screening.user_id == user.pk


def can_draft_consent_version(user: User | None) -> bool:
    """Drafts come from registry coordinators, or from the files of the house by a command."""
    return user is None or (user.is_active and user.has_role(Role.COORDINATOR))


def can_note_check(user: Any, version: ConsentVersion) -> bool:
    """A check question measures our words; whoever reads the text may answer it."""
    return bool(user.is_active)


def can_forget_screenings() -> bool:
    """Forgetting is due by date, not by anybody's wish."""
    return True


def can_publish_consent_version(user: User, version: ConsentVersion) -> bool:
    """Registry coordinators publish what the ethics board approved."""
    return user.is_active and user.has_role(Role.COORDINATOR)


def can_sign_consent(user: User, participant: Participant) -> bool:
    """Only those who act for the participant sign."""
    return acts_for(user, participant)


def can_refuse_consent(user: User, participant: Participant) -> bool:
    """Only those who act for the participant refuse."""
    return acts_for(user, participant)


def can_answer_assent(user: User, participant: Participant) -> bool:
    """The child answers at the screen of the person who acts for it."""
    return acts_for(user, participant) and participant.is_minor


def can_answer_permissions(user: User, participant: Participant) -> bool:
    """Sharing questions are answered by those who act for the participant."""
    return acts_for(user, participant)


def can_change_permissions(user: User, participant: Participant) -> bool:
    """Sharing answers are changed by those who act for the participant."""
    return acts_for(user, participant)


def can_confirm_information(user: User, participant: Participant) -> bool:
    """ "Nothing has changed" is said by those who act for the participant."""
    return acts_for(user, participant)


def can_pause_enrollment(user: User, participant: Participant) -> bool:
    """Those who act for the participant pause."""
    return acts_for(user, participant)


def can_resume_enrollment(user: User, participant: Participant) -> bool:
    """Those who act for the participant end a pause."""
    return acts_for(user, participant)


def can_withdraw_enrollment(user: User, participant: Participant) -> bool:
    """Those who act for the participant leave at any time, without a reason."""
    return acts_for(user, participant)


def can_request_erasure(user: User, participant: Participant) -> bool:
    """Those who act for the participant ask for erasure at any time, without a reason."""
    return acts_for(user, participant)


def can_search_participants(user: Any) -> bool:
    """Registry coordinators look participants up by reference."""
    return bool(user.is_active) and user.has_role(Role.COORDINATOR)


def can_open_identity(user: User, participant: Participant) -> bool:
    """Registry coordinators open identifying data, after they state why."""
    return user.is_active and user.has_role(Role.COORDINATOR)


def can_record_death(user: User, participant: Participant) -> bool:
    """Registry coordinators record a death that a family reported."""
    return user.is_active and user.has_role(Role.COORDINATOR)


def can_disclose_contact(user: User, participant: Participant) -> bool:
    """How to reach a participant leaves the registry only by the word of those who act for it."""
    return acts_for(user, participant)

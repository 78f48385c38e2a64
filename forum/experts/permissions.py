"""Who may ask, who may answer, and who verifies experts."""

from accounts.models import User
from accounts.roles import Role
from communities.groups.models import Community
from communities.groups.permissions import Viewer
from forum.experts.models import Answer, ExpertVerification, Question, Recusal
from forum.experts.states import AnswerState, QuestionState
from forum.talk.permissions import is_moderator, standing_in
from rareshare.lib import clock


def verification_of(user: Viewer, community: Community) -> ExpertVerification | None:
    """The person's verification for this community, where it holds today; asked once for each
    loaded community."""
    known: dict[int | None, ExpertVerification | None]
    known = community.__dict__.setdefault("verification_of", {})
    if user.pk not in known:
        current = ExpertVerification.objects.current(clock.today())
        known[user.pk] = current.filter(user=user.pk, community=community).first()
    return known[user.pk]


def is_expert(user: Viewer, community: Community) -> bool:
    """True for people whose verification for this community holds today."""
    return user.is_authenticated and verification_of(user, community) is not None


def can_verify_expert(user: Viewer, community: Community) -> bool:
    """Moderators and coordinators see the proof and verify."""
    return isinstance(user, User) and user.has_role(Role.MODERATOR, Role.COORDINATOR)


def can_see_verifications(user: Viewer) -> bool:
    """Staff see who is verified where; the proof is only for those who verify."""
    return isinstance(user, User) and user.has_role(Role.MODERATOR, Role.COORDINATOR, Role.ADMIN)


def can_end_verification(user: Viewer, verification: ExpertVerification) -> bool:
    """Moderators and coordinators end it; an expert may step down."""
    return user == verification.user or can_verify_expert(user, verification.community)


def can_read_questions(user: Viewer, community: Community) -> bool:
    """Questions are about people's health: for members, the community's experts and moderators,
    also where the talk is open to everyone."""
    if not (community.is_open or community.is_archived):
        return False
    return (
        standing_in(user, community).is_member or is_moderator(user) or is_expert(user, community)
    )


def can_ask_question(user: Viewer, community: Community) -> bool:
    """Every member may ask, from the first minute."""
    return community.is_open and standing_in(user, community).is_member


def can_answer_question(user: Viewer, question: Question) -> bool:
    """Only an expert verified for this community today, who did not step aside and did not ask."""
    if question.state == QuestionState.REMOVED or question.asker_id == user.pk:
        return False
    if not question.community.is_open or not is_expert(user, question.community):
        return False
    return not Recusal.objects.filter(question=question, user=user.pk).exists()


def can_take_question(user: Viewer, question: Question) -> bool:
    """Whoever may answer may say that they are writing."""
    return can_answer_question(user, question)


def can_recuse_from_question(user: Viewer, question: Question) -> bool:
    """Every expert of the community may step aside."""
    return is_expert(user, question.community)


def can_mark_helpful(user: Viewer, answer: Answer) -> bool:
    """Only the person who asked knows what helped."""
    return user.pk == answer.question.asker_id and answer.state == AnswerState.VISIBLE


def can_remove_question(user: Viewer, question: Question) -> bool:
    """The person who asked takes it back at any time; moderators remove it and say why."""
    own = user.is_authenticated and user.pk == question.asker_id
    return question.state != QuestionState.REMOVED and (own or is_moderator(user))


def can_remove_answer(user: Viewer, answer: Answer) -> bool:
    """Its expert takes it back; moderators remove it and say why."""
    own = user.is_authenticated and user.pk == answer.author_id
    return answer.state == AnswerState.VISIBLE and (own or is_moderator(user))

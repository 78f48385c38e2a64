"""Letters about expert questions. They name no illness and no person, and quote nothing;
their links name no community."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from forum.experts import permissions
from forum.experts.models import Answer, ExpertVerification, Question
from forum.experts.states import WAITING, AnswerState, QuestionState
from rareshare.lib import clock, letters
from rareshare.lib.models import Letter


def _address(question: Question) -> str:
    return settings.BASE_URL + reverse("experts:letter", args=[question.pk])


def _decide_question_asked(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? The question waits and the person may answer it."""
    question = Question.objects.select_related("community").get(pk=letter.refs["question"])
    user = User.objects.filter(pk=letter.recipient_id or 0).first()
    if question.state not in WAITING:
        return letters.Cancel("the question waits no longer")
    if user is None or not permissions.can_answer_question(user, question):
        return letters.Cancel("no longer an expert for it")
    return {"url": _address(question), "action": "Read the question"}


def _decide_question_answered(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Still wanted? Question and answer stand, and the asker may read them."""
    answer = Answer.objects.select_related("question__community").get(pk=letter.refs["answer"])
    question = answer.question
    user = User.objects.filter(pk=letter.recipient_id or 0).first()
    if answer.state != AnswerState.VISIBLE or question.state == QuestionState.REMOVED:
        return letters.Cancel("the answer is gone")
    if user is None or not permissions.can_read_questions(user, question.community):
        return letters.Cancel("no longer a reader")
    return {"url": f"{_address(question)}#answer-{answer.pk}", "action": "Read the answer"}


QUESTION_ASKED = letters.kind(
    "question_asked", purpose="expert_questions", decide=_decide_question_asked
)
QUESTION_ANSWERED = letters.kind(
    "question_answered", purpose="answers", decide=_decide_question_answered
)


def question_asked(question: Question) -> None:
    """Tell the experts of the community, except one who asks."""
    current = ExpertVerification.objects.current(clock.today())
    experts = current.filter(community=question.community_id).exclude(user=question.asker_id)
    letters.queue_each(
        QUESTION_ASKED,
        key=f"question_asked:{question.pk}",
        recipient_ids=experts.values_list("user_id", flat=True),
        refs={"question": question.pk},
    )


def question_answered(answer: Answer) -> None:
    """Tell the person who asked."""
    letters.queue(
        QUESTION_ANSWERED,
        key=f"question_answered:{answer.pk}",
        recipient_id=answer.question.asker_id,
        refs={"answer": answer.pk},
    )

"""The one place that changes the state of a question or an answer, with its history."""

from accounts.models import User
from forum.experts.models import Answer, AnswerEvent, Question, QuestionEvent
from forum.experts.states import ANSWER_MOVES, QUESTION_MOVES, AnswerState, QuestionState
from rareshare.lib import states
from rareshare.lib.text import clean_text, needed_text


def move_question(
    question: Question, to: QuestionState, *, by: User, verb: str, note: str = ""
) -> None:
    """Change a locked question's state and write the step."""
    states.check(QUESTION_MOVES, question.state, to)
    QuestionEvent.objects.create(
        question=question, verb=verb, by=by, from_state=question.state, to_state=to, note=note
    )
    question.state, question.version = to, question.version + 1
    question.save()


def move_answer(answer: Answer, to: AnswerState, *, by: User, verb: str, note: str = "") -> None:
    """Change a locked answer's state and write the step."""
    states.check(ANSWER_MOVES, answer.state, to)
    AnswerEvent.objects.create(
        answer=answer, verb=verb, by=by, from_state=answer.state, to_state=to, note=note
    )
    answer.state, answer.version = to, answer.version + 1
    answer.save(update_fields=["state", "version"])


def reason_of(reason: str, *, own: bool) -> str:
    """A writer needs no reason; whoever removes another's words must give one."""
    if own:
        return clean_text(reason, "reason", limit=2_000)
    return needed_text(reason, "reason", "Say why. The writer will read it.")

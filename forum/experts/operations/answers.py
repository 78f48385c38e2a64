"""Answering, and what the asker says of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from forum.experts import emails, permissions
from forum.experts.models import Answer, AnswerEvent, Question
from forum.experts.operations import moving
from forum.experts.operations.questions import question_for_writing
from forum.experts.states import SETTLED, AnswerState, QuestionState
from forum.talk.operations import writing
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, WrongState
from rareshare.lib.text import clean_line, to_html

MOST_SOURCES = 10
REVIEW_AFTER = timedelta(days=365)


def answer_question(
    question: Question,
    *,
    by: User,
    text: str,
    sources: Sequence[str] = (),
    review_due: date | None = None,
) -> Answer:
    """An expert who is verified for this community today answers, with sources and a day on which
    the answer should be checked again. The profession and the conflict of interest of that day
    stay with the answer."""
    text, lines = writing.checked_text(text), _checked_sources(sources)
    due = review_due or clock.today() + REVIEW_AFTER
    if due <= clock.today():
        raise Invalid("Choose a day in the future.", field="review_due")
    with transaction.atomic():
        question = question_for_writing(question)
        verification = permissions.verification_of(by, question.community)
        if verification is None or not permissions.can_answer_question(by, question):
            raise NotAllowed(_why_not(by, question))
        answer = Answer.objects.create(
            question=question,
            verification=verification,
            author=by,
            profession=verification.profession,
            conflict_of_interest=verification.conflict_of_interest,
            text=text,
            html=to_html(text),
            sources=lines,
            review_due=due,
        )
        AnswerEvent.objects.create(
            answer=answer, verb="answer_written", by=by, to_state=AnswerState.VISIBLE
        )
        _count_answer(question, by=by)
        emails.question_answered(answer)
    return answer


def mark_helpful(answer: Answer, *, by: User) -> Answer:
    """The person who asked says that this helped. Saying it twice changes nothing."""
    with transaction.atomic():
        answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
        if not permissions.can_mark_helpful(by, answer):
            raise NotAllowed("Only the person who asked can say that it helped.")
        if answer.helped_at is None:
            answer.helped_at = clock.now()
            answer.save(update_fields=["helped_at"])
            AnswerEvent.objects.create(answer=answer, verb="answer_helped", by=by)
    return answer


def remove_answer(answer: Answer, *, by: User, reason: str = "") -> Answer:
    """Take an answer away; moderators must say why. Without answers the question waits again."""
    with transaction.atomic():
        question = question_for_writing(answer.question)
        answer = Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
        if answer.state != AnswerState.VISIBLE:
            raise WrongState("This answer was removed already.")
        if not permissions.can_remove_answer(by, answer):
            raise NotAllowed("Only its expert and moderators can remove an answer.")
        own = answer.author_id == by.pk
        note = moving.reason_of(reason, own=own)
        verb = "answer_withdrawn" if own else "answer_removed"
        moving.move_answer(answer, AnswerState.REMOVED, by=by, verb=verb, note=note)
        question.answer_count -= 1
        question.save(update_fields=["answer_count"])
        if question.answer_count == 0 and question.state in SETTLED:
            question.assigned_to = question.answered_at = None
            moving.move_question(question, QuestionState.OPEN, by=by, verb="question_reopened")
    return answer


def _count_answer(question: Question, *, by: User) -> None:
    question.answer_count += 1
    question.answered_at = question.answered_at or clock.now()
    if question.state in SETTLED:
        question.save(update_fields=["answer_count", "answered_at"])
    else:
        moving.move_question(question, QuestionState.ANSWERED, by=by, verb="question_answered")


def _checked_sources(sources: Sequence[str]) -> list[str]:
    lines = [clean_line(source, "sources", limit=500) for source in sources]
    lines = [line for line in lines if line]
    if len(lines) > MOST_SOURCES:
        raise Invalid(f"Name at most {MOST_SOURCES} sources.", field="sources")
    return lines


def _why_not(user: User, question: Question) -> str:
    if question.asker_id == user.pk:
        return "You asked this question, so another expert must answer it."
    if not permissions.is_expert(user, question.community):
        return "Only experts whom we verified for this community answer questions."
    if not question.community.is_open:
        return "This community is closed for new answers."
    return "You stepped aside from this question, so you cannot answer it."

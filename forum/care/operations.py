"""Reporting what looks wrong, and deciding about it."""

from django.db import IntegrityError, transaction

from accounts.models import User
from forum.care import emails, permissions
from forum.care.models import Report, ReportEvent
from forum.care.permissions import Target
from forum.care.states import MOVES, OUTCOMES, Decision, Reason, ReportState
from forum.experts import operations as experts
from forum.experts.models import Answer, Question
from forum.experts.states import AnswerState, QuestionState
from forum.talk import operations as talk
from forum.talk.models import Post
from rareshare.lib import clock, states
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, NotFound
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_text, needed_text


def make_report(target: Target, *, by: User, reason: str, words: str = "") -> Report:
    """Tell moderators about a post, a question or an answer. The text is kept as it stands now,
    whatever happens to it later. The writer never learns who reported."""
    if not permissions.can_make_report(by, target):
        raise NotFound
    if reason not in Reason.values:
        raise Invalid("Choose what is wrong.", field="reason")
    words = clean_text(words, "words", limit=2_000)
    if reason == Reason.OTHER and not words:
        raise Invalid("Say in a few words what is wrong.", field="words")
    report = Report(
        community=permissions.community_of(target),
        author=permissions.author_of(target),
        reporter=by,
        reason=reason,
        words=words,
        snapshot=_snapshot(target),
    )
    setattr(report, _field(target), target)
    try:
        with transaction.atomic():
            report.save(force_insert=True)
            ReportEvent.objects.create(
                report=report, verb="report_made", by=by, to_state=ReportState.OPEN
            )
    except IntegrityError as error:
        raise Conflict("You told us about this already. We will look at it.") from error
    return report


def decide_report(report: Report, *, by: User, decision: str, reasons: str) -> Report:
    """Keep or remove, with reasons in words. All open reports of the same thing are decided with
    it. Reporters are told, and the writer where words were removed."""
    if decision not in Decision.values:
        raise Invalid("Choose whether to keep or to remove it.", field="decision")
    reasons = needed_text(reasons, "reasons", "Say why. The people concerned will read it.")
    with transaction.atomic():
        report = locked(report)
        if not permissions.can_decide_report(by, report):
            raise NotAllowed("Another moderator must decide this: it is about you.")
        states.check(MOVES, report.state, OUTCOMES[Decision(decision)])
        if decision == Decision.REMOVE:
            _remove(report, by=by, reasons=reasons)
        for each in _same_target(report):
            _move(each, OUTCOMES[Decision(decision)], by=by, reasons=reasons)
            emails.report_decided(each)
        report.refresh_from_db()
        emails.words_removed(report)
    return report


def _move(report: Report, to: ReportState, *, by: User, reasons: str) -> None:
    """The one place that changes a report's state, together with its history."""
    states.check(MOVES, report.state, to)
    ReportEvent.objects.create(
        report=report, verb=f"report_{to}", by=by, from_state=report.state, to_state=to
    )
    report.state, report.decided_by, report.decided_at = to, by, clock.now()
    report.decision_reason = reasons
    report.save(update_fields=["state", "decided_by", "decided_at", "decision_reason"])


def _same_target(report: Report) -> list[Report]:
    where = {"post": report.post_id, "question": report.question_id, "answer": report.answer_id}
    found = Report.objects.select_for_update().filter(state=ReportState.OPEN, **where)
    return list(found.order_by("pk"))


def _remove(report: Report, *, by: User, reasons: str) -> None:
    """Take the words away where they still stand; their writer may have done so already."""
    if report.post is not None and report.post.is_visible:
        talk.remove_post(report.post, by=by, reason=reasons)
    if report.question is not None and report.question.state != QuestionState.REMOVED:
        experts.remove_question(report.question, by=by, reason=reasons)
    if report.answer is not None and report.answer.state == AnswerState.VISIBLE:
        experts.remove_answer(report.answer, by=by, reason=reasons)


def _field(target: Target) -> str:
    return {Post: "post", Question: "question", Answer: "answer"}[type(target)]


def _snapshot(target: Target) -> str:
    if isinstance(target, Question):
        return f"{target.title}\n\n{target.text}"
    heading = f"{target.heading}\n\n" if isinstance(target, Post) and target.heading else ""
    return heading + target.text

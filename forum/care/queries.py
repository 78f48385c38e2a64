"""Reports as moderators, reporters and writers see them."""

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse

from communities.groups.permissions import Viewer
from forum.care import permissions
from forum.care.models import Report
from forum.care.permissions import Target
from forum.care.states import Reason, ReportState
from forum.experts import queries as experts
from forum.experts.models import Question
from forum.talk import queries as talk
from forum.talk.models import Post
from forum.talk.permissions import is_moderator
from rareshare.lib.errors import NotFound


def target_for(viewer: Viewer, kind: str, pk: int) -> Target:
    """What somebody wants to report, as far as they can read it."""
    if kind == "post":
        post = talk.post_for(viewer, pk)
        if post.is_visible:
            return post
    if kind == "question":
        return experts.question_for(viewer, "", pk)
    if kind == "answer":
        return experts.answer_for(viewer, pk)
    raise NotFound


def url_of(target: Target) -> str:
    """The page on which it stands."""
    if isinstance(target, Post):
        return target.get_absolute_url()
    question = target if isinstance(target, Question) else target.question
    return reverse("experts:question", args=[question.community.public_id, question.pk])


def open_reports(viewer: Viewer) -> "QuerySet[Report]":
    """What waits for a moderator: danger first, then the oldest."""
    if not is_moderator(viewer):
        raise NotFound
    danger = Case(
        When(reason=Reason.HARM, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return _reports().filter(state=ReportState.OPEN).annotate(order=danger).order_by("order", "pk")


def report_at_desk(viewer: Viewer, pk: int) -> Report:
    """One report for a moderator, decided or not."""
    report = _reports().filter(pk=pk).first() if is_moderator(viewer) else None
    if report is None:
        raise NotFound
    return report


def decision_for(viewer: Viewer, pk: int) -> Report:
    """What was decided, for the reporter and for a writer whose words were taken away."""
    report = _reports().filter(pk=pk).first()
    if report is None or not permissions.can_see_decision(viewer, report):
        raise NotFound
    return report


def name_at_desk(report: Report) -> str:
    """Who wrote it. Whoever asked anonymously stays so at the desk."""
    if report.question is not None and report.question.anonymous:
        return ""
    return report.author.display_name


def _reports() -> "QuerySet[Report]":
    return Report.objects.select_related(
        "community", "author", "post__topic", "question", "answer__question", "decided_by"
    )

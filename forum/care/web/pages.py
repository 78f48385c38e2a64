"""Pages of care: reporting, the moderators' desk, and what was decided."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from forum.care import operations, permissions, queries
from forum.care.models import Report
from forum.care.web.forms import DecisionForm, ReportForm
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash


class ReportPage(FormPage):
    """Tell moderators about a post, a question or an answer."""

    access = Access.SIGNED_IN
    template = "care/report.html"
    title = "Tell a moderator"
    form_class = ReportForm

    @cached_property
    def target(self) -> permissions.Target:
        """What it is about, as far as the reader can read it."""
        return queries.target_for(self.request.user, self.kwargs["kind"], self.kwargs["pk"])

    def extra(self) -> Mapping[str, Any]:
        """The words in question."""
        return {"target": self.target, "community": permissions.community_of(self.target)}

    def perform(self, form: Any) -> str:
        """Keep a snapshot and put it in the queue."""
        operations.make_report(
            self.target, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Thank you. A moderator will look and write to you.")
        return queries.url_of(self.target)


class ModerationPage(Page):
    """What waits for a moderator."""

    access = Access.MODERATOR
    template = "care/moderation.html"
    title = "Reports"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Danger first, then the oldest."""
        reports = [
            {"report": report, "author": queries.name_at_desk(report)}
            for report in queries.open_reports(request.user)[:50]
        ]
        return self.render(request, reports=reports)


class DecidePage(FormPage):
    """One report: what was written, what was said of it, and the decision."""

    access = Access.MODERATOR
    template = "care/decide.html"
    title = "Decide about a report"
    form_class = DecisionForm

    @cached_property
    def report(self) -> Report:
        """The report that the address names."""
        return queries.report_at_desk(self.request.user, self.kwargs["pk"])

    def extra(self) -> Mapping[str, Any]:
        """The report and who wrote the words."""
        return {
            "report": self.report,
            "author": queries.name_at_desk(self.report),
            "may_decide": permissions.can_decide_report(self.request.user, self.report),
        }

    def perform(self, form: Any) -> str:
        """Decide it; letters go out."""
        operations.decide_report(
            self.report, by=accounts.person(self.request.user), **form.cleaned_data
        )
        flash(self.request, "Decided. We write to the people concerned.")
        return reverse("care:moderation")


class DecisionPage(Page):
    """What was decided, for the people concerned."""

    access = Access.SIGNED_IN
    template = "care/decision.html"
    title = "What we decided"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The decision in words; the writer never sees who reported."""
        report = queries.decision_for(request.user, pk)
        return self.render(request, report=report, reporter=report.reporter_id == request.user.pk)

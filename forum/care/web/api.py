"""Reports as JSON."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from forum.care import operations, queries
from forum.care.web import serializers
from rareshare.lib.access import Access
from rareshare.lib.api import Api


class ReportsApi(Api):
    """Reporting, and the moderators' queue."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.ReportRow(many=True))
    def get(self, request: Request) -> Response:
        """What waits for a moderator, oldest first."""
        return self.list(
            queries.open_reports(request.user), serializers.ReportRow, order=("order", "id")
        )

    @extend_schema(request=serializers.ReportInput, responses={201: serializers.DecidedRow})
    def post(self, request: Request) -> Response:
        """Tell moderators about a post, a question or an answer."""
        facts = self.body(serializers.ReportInput)
        target = queries.target_for(request.user, facts.pop("kind"), facts.pop("id"))
        report = operations.make_report(target, by=accounts.person(request.user), **facts)
        return self.created(
            serializers.DecidedRow(report).data, location=f"/api/v1/reports/{report.pk}/"
        )


class ReportApi(Api):
    """What became of a report."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.DecidedRow)
    def get(self, request: Request, pk: int) -> Response:
        """For its reporter, and for a writer whose words were taken away."""
        return self.ok(serializers.DecidedRow(queries.decision_for(request.user, pk)).data)


class DecisionApi(Api):
    """Deciding."""

    access = Access.MODERATOR

    @extend_schema(request=serializers.DecisionInput, responses={201: serializers.DecidedRow})
    def post(self, request: Request, pk: int) -> Response:
        """Keep or remove, with reasons."""
        report = queries.report_at_desk(request.user, pk)
        report = operations.decide_report(
            report, by=accounts.person(request.user), **self.body(serializers.DecisionInput)
        )
        return self.created(serializers.DecidedRow(report).data)

"""Reports of posts, questions and answers, with the text as it stood, and their decisions."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from forum.care.states import Reason, ReportState
from rareshare.lib import clock, crypto
from rareshare.lib.models import Event

_ONE_TARGET = (
    Q(post__isnull=False, question=None, answer=None)
    | Q(post=None, question__isnull=False, answer=None)
    | Q(post=None, question=None, answer__isnull=False)
)


class Report(models.Model):
    """One member's report of one thing; the snapshot stays even when the thing is changed."""

    community = models.ForeignKey(
        "groups.Community", on_delete=models.PROTECT, related_name="reports"
    )
    post = models.ForeignKey(
        "talk.Post", null=True, on_delete=models.PROTECT, related_name="reports"
    )
    question = models.ForeignKey(
        "experts.Question", null=True, on_delete=models.PROTECT, related_name="reports"
    )
    answer = models.ForeignKey(
        "experts.Answer", null=True, on_delete=models.PROTECT, related_name="reports"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports_about"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports_made"
    )
    reason = models.CharField(max_length=13, choices=Reason.choices)
    row_key = crypto.RowKeyField()
    words = crypto.EncryptedTextField()
    snapshot = crypto.EncryptedTextField()
    state = models.CharField(max_length=7, choices=ReportState.choices, default=ReportState.OPEN)
    created_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=_ONE_TARGET, name="report_one_target"),
            models.CheckConstraint(condition=Q(state__in=ReportState.values), name="report_state"),
            models.CheckConstraint(condition=Q(reason__in=Reason.values), name="report_reason"),
            *(
                models.UniqueConstraint(
                    fields=["reporter", target],
                    condition=Q(state=ReportState.OPEN),
                    name=f"one_open_report_of_{target}",
                )
                for target in ("post", "question", "answer")
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state=ReportState.OPEN), name="report_open")
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class ReportEvent(Event):
    """One step in the life of a report."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="events")

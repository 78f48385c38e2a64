"""Answers to the voluntary questions: one immutable response per section and turn."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock
from registry.answers.states import Source


class Response(models.Model):
    """What somebody answered in one section at one time. Never changed: a correction is the next
    response, and the latest one of each section counts."""

    participant = models.ForeignKey(
        "enrollment.Participant", on_delete=models.PROTECT, related_name="+"
    )
    questionnaire = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    values = models.JSONField()
    source = models.CharField(max_length=8, choices=Source.choices)
    by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "section", "number"], name="response_number_once"
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="response_source_known"
            ),
        ]
        indexes = [models.Index(fields=["participant", "-at"], name="response_latest")]

    def __str__(self) -> str:
        return f"{self.section} {self.number}"

"""What a participant allows: every answer ever given, the newest one counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.lib import clock
from registry.enrollment.models.participant import Participant
from registry.enrollment.states import Answer, Choice, Permission


class PermissionAnswer(models.Model):
    """One answer to one of the twelve sharing questions; append-only."""

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="permission_answers"
    )
    code = models.CharField(max_length=24, choices=Permission.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    choice = models.CharField(max_length=12, choices=Choice.choices, blank=True)
    # SHA-256 of the question and its effects as they were shown.
    wording = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(code__in=Permission.values), name="permission_code_known"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="permission_answer_known"
            ),
            models.CheckConstraint(
                condition=Q(choice="") | Q(choice__in=Choice.values, answer=Answer.YES),
                name="permission_choice_behind_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "code", "-id"], name="permission_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.answer}"

"""A question to verified experts, its answers, and who stepped aside."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from forum.experts.models.verification import ExpertVerification
from forum.experts.states import AnswerState, QuestionState
from rareshare.lib import clock
from rareshare.lib.models import Event


class Question(models.Model):
    """Asked by a member, on wish without a name that other members see."""

    community = models.ForeignKey(
        "groups.Community", on_delete=models.PROTECT, related_name="questions", db_index=False
    )
    asker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="questions"
    )
    anonymous = models.BooleanField()
    title = models.CharField(max_length=150)
    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(
        max_length=8, choices=QuestionState.choices, default=QuestionState.OPEN
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer_count = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=QuestionState.values), name="question_state"
            )
        ]
        indexes = [
            models.Index(
                fields=["community", "-id"],
                condition=~Q(state=QuestionState.REMOVED),
                name="question_list",
            )
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"


class QuestionEvent(Event):
    """One step in the life of a question; `by` is never shown to members."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="events")


class Answer(models.Model):
    """What a verified expert answered, with the verification that held on that day."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    verification = models.ForeignKey(
        ExpertVerification, on_delete=models.PROTECT, related_name="answers"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="answers"
    )
    profession = models.CharField(max_length=120)
    conflict_of_interest = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12, default="en")
    sources = ArrayField(models.CharField(max_length=500), default=list)
    review_due = models.DateField()
    state = models.CharField(max_length=7, choices=AnswerState.choices, default=AnswerState.VISIBLE)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    helped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=AnswerState.values), name="answer_state")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class AnswerEvent(Event):
    """One step in the life of an answer."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="events")


class Recusal(models.Model):
    """An expert stepped aside from one question; the reason is for staff."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="recusals")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "user"], name="one_recusal")]

    def __str__(self) -> str:
        return f"recusal {self.pk}"

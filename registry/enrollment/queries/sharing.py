"""What a participant allows: now, and over time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from registry.enrollment import wording
from registry.enrollment.models import Participant, PermissionAnswer
from registry.enrollment.queries.participants import participant_by_reference
from registry.enrollment.states import Answer
from registry.enrollment.wording import Question


@dataclass(frozen=True)
class Sharing:
    """One of the twelve questions with the answer that counts now."""

    question: Question
    answer: Answer
    choice: str
    at: datetime | None

    @property
    def value(self) -> str:
        """The answer as it is sent: yes, no, unanswered, or the finer choice."""
        return self.choice or str(self.answer)

    @property
    def words(self) -> str:
        """The answer in words."""
        return dict(self.question.options).get(self.choice, str(self.answer.label))

    @property
    def effect(self) -> str:
        """What the answer does."""
        return self.question.yes if self.answer == Answer.YES else self.question.no


def current_answers(participant: Participant) -> dict[str, tuple[Answer, str]]:
    """The answer that counts for each code that was ever answered."""
    return {row.code: (Answer(row.answer), row.choice) for row in _newest(participant)}


def sharing_of(participant: Participant) -> list[Sharing]:
    """All twelve questions, in order, with the answers that count now."""
    newest = {row.code: row for row in _newest(participant)}
    found = []
    for code, question in wording.questions().items():
        row = newest.get(code)
        answer = Answer(row.answer) if row else Answer.UNANSWERED
        found.append(Sharing(question, answer, row.choice if row else "", row.at if row else None))
    return found


def answer_history(viewer: Any, participant: Participant) -> QuerySet[PermissionAnswer]:
    """Every sharing answer ever given for a participant, newest first."""
    own = participant_by_reference(viewer, participant.reference)
    return PermissionAnswer.objects.filter(participant=own).order_by("-pk")


def _newest(participant: Participant) -> QuerySet[PermissionAnswer]:
    rows = PermissionAnswer.objects.filter(participant=participant)
    return rows.order_by("code", "-pk").distinct("code")

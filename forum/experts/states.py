"""What an expert question and an answer can be, and which moves are possible."""

from django.db.models import TextChoices


class QuestionState(TextChoices):
    """Where a question stands."""

    OPEN = "open", "Waiting for an answer"
    ASSIGNED = "assigned", "An expert is writing"
    ANSWERED = "answered", "Answered"
    REVIEWED = "reviewed", "Answered and checked by a second expert"
    OUTDATED = "outdated", "The answer may be out of date"
    REMOVED = "removed", "Removed by a moderator"


class AnswerState(TextChoices):
    """Where an answer stands."""

    VISIBLE = "visible", "Visible"
    REMOVED = "removed", "Removed by a moderator"


QUESTION_MOVES = {
    QuestionState.OPEN: {QuestionState.ASSIGNED, QuestionState.ANSWERED, QuestionState.REMOVED},
    QuestionState.ASSIGNED: {QuestionState.OPEN, QuestionState.ANSWERED, QuestionState.REMOVED},
    QuestionState.ANSWERED: {
        QuestionState.REVIEWED,
        QuestionState.OUTDATED,
        QuestionState.OPEN,
        QuestionState.REMOVED,
    },
    QuestionState.REVIEWED: {QuestionState.OUTDATED, QuestionState.OPEN, QuestionState.REMOVED},
    QuestionState.OUTDATED: {QuestionState.ASSIGNED, QuestionState.ANSWERED, QuestionState.REMOVED},
    QuestionState.REMOVED: {QuestionState.OPEN},
}
ANSWER_MOVES = {
    AnswerState.VISIBLE: {AnswerState.REMOVED},
    AnswerState.REMOVED: {AnswerState.VISIBLE},
}
WAITING = (QuestionState.OPEN, QuestionState.ASSIGNED, QuestionState.OUTDATED)
SETTLED = (QuestionState.ANSWERED, QuestionState.REVIEWED)

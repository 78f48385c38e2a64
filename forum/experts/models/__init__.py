"""The nouns of expert questions: who is verified, what was asked, what was answered."""

from forum.experts.models.question import (
    Answer,
    AnswerEvent,
    Question,
    QuestionEvent,
    Recusal,
)
from forum.experts.models.verification import ExpertVerification, VerificationEvent

__all__ = [
    "Answer",
    "AnswerEvent",
    "ExpertVerification",
    "Question",
    "QuestionEvent",
    "Recusal",
    "VerificationEvent",
]

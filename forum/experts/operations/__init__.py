"""What can be done with expert questions, by noun."""

from forum.experts.operations.answers import answer_question, mark_helpful, remove_answer
from forum.experts.operations.questions import (
    ask_question,
    recuse_from_question,
    remove_question,
    take_question,
)
from forum.experts.operations.verifications import end_verification, verify_expert

__all__ = [
    "answer_question",
    "ask_question",
    "end_verification",
    "mark_helpful",
    "recuse_from_question",
    "remove_answer",
    "remove_question",
    "take_question",
    "verify_expert",
]

"""What a person may see of expert questions. Who asked anonymously stands in none of it."""

from forum.experts.queries.experts import (
    experts_of,
    verification_for,
    verification_with_proof,
    verifications_at_desk,
)
from forum.experts.queries.figures import question_answers_since, waiting_questions
from forum.experts.queries.questions import (
    answer_for,
    answers_of,
    communities_with_open_questions,
    community_for_questions,
    latest_questions,
    name_of_asker,
    question_for,
    questions_of,
    usual_wait,
)

__all__ = [
    "answer_for",
    "answers_of",
    "communities_with_open_questions",
    "community_for_questions",
    "experts_of",
    "latest_questions",
    "name_of_asker",
    "question_answers_since",
    "question_for",
    "questions_of",
    "usual_wait",
    "verification_for",
    "verification_with_proof",
    "verifications_at_desk",
    "waiting_questions",
]

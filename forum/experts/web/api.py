"""Expert questions as JSON."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from forum.experts import operations, queries
from forum.experts.models import Question
from forum.experts.web import serializers
from forum.experts.web.desk import verify
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid


class QuestionsApi(Api):
    """A community's questions."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.QuestionRow(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """Newest first; for members and the community's experts."""
        community = queries.community_for_questions(request.user, public_id)
        return self.list(queries.questions_of(request.user, community), serializers.QuestionRow)

    @extend_schema(request=serializers.QuestionInput, responses={201: serializers.QuestionFull})
    def post(self, request: Request, public_id: str) -> Response:
        """Ask."""
        community = queries.community_for_questions(request.user, public_id)
        question = operations.ask_question(
            community, by=accounts.person(request.user), **self.body(serializers.QuestionInput)
        )
        return self.created(
            _question(question, request), location=f"/api/v1/questions/{question.pk}/"
        )


class QuestionApi(Api):
    """One question."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.QuestionFull)
    def get(self, request: Request, question_id: int) -> Response:
        """What was asked."""
        question = queries.question_for(request.user, "", question_id)
        return self.ok(_question(question, request))

    @extend_schema(request=serializers.ReasonInput, responses={204: None})
    def delete(self, request: Request, question_id: int) -> Response:
        """Take one's own question back; moderators give a reason."""
        question = queries.question_for(request.user, "", question_id)
        reason = self.body(serializers.ReasonInput)["reason"] if request.data else ""
        operations.remove_question(question, by=accounts.person(request.user), reason=reason)
        return self.no_content()


class AnswersApi(Api):
    """The answers to a question."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.AnswerRow(many=True))
    def get(self, request: Request, question_id: int) -> Response:
        """Oldest first."""
        question = queries.question_for(request.user, "", question_id)
        rows = queries.answers_of(request.user, question)
        return self.list(rows, serializers.AnswerRow, order=("id",))

    @extend_schema(request=serializers.AnswerInput, responses={201: serializers.AnswerRow})
    def post(self, request: Request, question_id: int) -> Response:
        """Answer, as an expert who is verified for the community today."""
        question = queries.question_for(request.user, "", question_id)
        answer = operations.answer_question(
            question, by=accounts.person(request.user), **self.body(serializers.AnswerInput)
        )
        return self.created(serializers.AnswerRow(answer).data)


class TakingApi(Api):
    """Who is writing an answer."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, question_id: int) -> Response:
        """Say that one is writing."""
        question = queries.question_for(request.user, "", question_id)
        operations.take_question(question, by=accounts.person(request.user))
        return self.no_content()


class RecusalApi(Api):
    """Stepping aside."""

    access = Access.SIGNED_IN

    @extend_schema(request=serializers.ReasonInput, responses={204: None})
    def put(self, request: Request, question_id: int) -> Response:
        """Leave a question to the other experts."""
        question = queries.question_for(request.user, "", question_id)
        reason = self.body(serializers.ReasonInput)["reason"] if request.data else ""
        operations.recuse_from_question(question, by=accounts.person(request.user), reason=reason)
        return self.no_content()


class HelpfulApi(Api):
    """What the asker says of an answer."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses={204: None})
    def put(self, request: Request, answer_id: int) -> Response:
        """It helped."""
        operations.mark_helpful(
            queries.answer_for(request.user, answer_id), by=accounts.person(request.user)
        )
        return self.no_content()


class ExpertsApi(Api):
    """Verified experts of a community."""

    access = Access.SIGNED_IN
    reads = frozenset({"community"})

    @extend_schema(
        parameters=[OpenApiParameter("community", str, required=True, description="Its id.")],
        responses=serializers.ExpertRow(many=True),
    )
    def get(self, request: Request) -> Response:
        """Who answers there today; for those who may read its questions."""
        public_id = request.query_params.get("community", "")
        if not public_id:
            raise Invalid("Say which community.", field="community")
        community = queries.community_for_questions(request.user, public_id)
        rows = queries.experts_of(request.user, community)
        return self.list(rows, serializers.ExpertRow, order=("id",))

    @extend_schema(request=serializers.ExpertInput, responses={201: serializers.ExpertRow})
    def post(self, request: Request) -> Response:
        """Verify an expert; for moderators and coordinators."""
        made = verify(accounts.person(request.user), self.body(serializers.ExpertInput))
        return self.created(serializers.ExpertRow(made).data)


class ExpertApi(Api):
    """One verification."""

    access = Access.SIGNED_IN

    @extend_schema(request=serializers.ReasonInput, responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """End it: by staff, or by the expert who steps down."""
        verification = queries.verification_for(request.user, pk)
        reason = self.body(serializers.ReasonInput)["reason"] if request.data else ""
        operations.end_verification(verification, by=accounts.person(request.user), reason=reason)
        return self.no_content()


def _question(question: Question, request: Request) -> dict[str, Any]:
    return {
        "id": question.pk,
        "community": question.community.public_id,
        "title": question.title,
        "text": question.text,
        "html": question.html,
        "state": question.state,
        "language": question.language,
        "anonymous": question.anonymous,
        "asker": queries.name_of_asker(request.user, question),
        "own": question.asker_id == request.user.pk,
        "answer_count": question.answer_count,
        "created_at": question.created_at,
        "answered_at": question.answered_at,
        "version": question.version,
    }

"""The voluntary questions for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from registry.answers import operations, queries
from registry.answers.web.serializers import ResponseIn, ResponseOut


class ResponsesApi(Api):
    """What was answered for one participant, and new answers."""

    access = Access.SIGNED_IN

    @extend_schema(responses=ResponseOut(many=True), summary="All responses, newest first")
    def get(self, request: Request, reference: str) -> Response:
        """List the responses of one's own participant."""
        participant = queries.participant_for(request.user, reference)
        return self.list(queries.responses(participant), ResponseOut)

    @extend_schema(request=ResponseIn, responses={201: ResponseOut}, summary="Answer a section")
    def post(self, request: Request, reference: str) -> Response:
        """Add a response; earlier ones stay."""
        participant = queries.participant_for(request.user, reference)
        response = operations.record_response(
            participant, by=people.person(request.user), **self.body(ResponseIn)
        )
        return self.created(ResponseOut(response).data)

"""The board for programs: voting, stepping out, sending back, deciding."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from registry.research import operations, queries
from registry.research.web.serializers import (
    ApplicationOut,
    ConflictIn,
    DecisionOut,
    NoteIn,
    VoteIn,
    VoteOut,
)


class BoardQueueApi(Api):
    """What waits for the board."""

    access = Access.BOARD

    @extend_schema(responses=ApplicationOut(many=True), summary="What waits for the board")
    def get(self, request: Request) -> Response:
        """The oldest first, without those one is in conflict with."""
        return self.list(
            queries.board_queue(request.user), ApplicationOut, order=("submitted_at", "id")
        )


class VotesApi(Api):
    """Votes of the running round."""

    access = Access.BOARD

    @extend_schema(request=VoteIn, responses={201: VoteOut}, summary="Vote")
    def post(self, request: Request, public_id: str) -> Response:
        """Vote once, with a reason."""
        application = queries.application_for(request.user, public_id)
        vote = operations.vote_on_application(
            application, by=people.person(request.user), **self.body(VoteIn)
        )
        return self.created(VoteOut(vote).data)


class ConflictApi(Api):
    """Stepping out."""

    access = Access.BOARD

    @extend_schema(request=ConflictIn, responses={204: None}, summary="Declare a conflict")
    def post(self, request: Request, public_id: str) -> Response:
        """Step out; the application is invisible from then on."""
        application = queries.application_for(request.user, public_id)
        operations.declare_conflict(
            application, by=people.person(request.user), **self.body(ConflictIn)
        )
        return self.no_content()


class ReturnApi(Api):
    """Sending back for changes."""

    access = Access.SIGNED_IN

    @extend_schema(request=NoteIn, responses=ApplicationOut, summary="Send it back for changes")
    def post(self, request: Request, public_id: str) -> Response:
        """The chair and registry staff send back, with a note."""
        application = queries.application_for(request.user, public_id)
        application = operations.return_application(
            application, by=people.person(request.user), **self.body(NoteIn)
        )
        return self.ok(ApplicationOut(application).data, etag=application.version)


class DecisionApi(Api):
    """The decision."""

    access = Access.SIGNED_IN

    @extend_schema(responses=DecisionOut(many=True), summary="Decisions so far")
    def get(self, request: Request, public_id: str) -> Response:
        """For everybody who may see the application."""
        application = queries.application_for(request.user, public_id)
        return self.list(application.decisions.all(), DecisionOut, order=("id",))

    @extend_schema(request=NoteIn, responses={201: DecisionOut}, summary="Record the decision")
    def post(self, request: Request, public_id: str) -> Response:
        """The chair records what the votes came to."""
        application = queries.application_for(request.user, public_id)
        decision = operations.decide_application(
            application, by=people.person(request.user), **self.body(NoteIn)
        )
        return self.created(DecisionOut(decision).data)

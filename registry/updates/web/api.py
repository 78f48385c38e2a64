"""The yearly update for programs."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import NotFound
from registry.answers import queries as answers
from registry.enrollment.models import Participant
from registry.updates import operations, queries
from registry.updates.states import Channel
from registry.updates.web.serializers import ConfirmationIn, ConfirmationOut, StandingOut


def _standing(participant: Participant) -> dict[str, Any]:
    standing = queries.standing(participant)
    if standing is None:
        raise NotFound
    return dict(StandingOut(standing).data)


class UpdatesApi(Api):
    """Where a participant stands in the yearly cycle."""

    access = Access.SIGNED_IN

    @extend_schema(responses=StandingOut, summary="When the next yearly update is due")
    def get(self, request: Request, reference: str) -> Response:
        """Last update, next due day, pause."""
        return self.ok(_standing(answers.participant_for(request.user, reference)))


class ConfirmationsApi(Api):
    """Signed confirmations that nothing has changed."""

    access = Access.SIGNED_IN

    @extend_schema(responses=ConfirmationOut(many=True), summary="All confirmations")
    def get(self, request: Request, reference: str) -> Response:
        """List them, newest first."""
        participant = answers.participant_for(request.user, reference)
        return self.list(queries.confirmations(participant), ConfirmationOut)

    @extend_schema(
        request=ConfirmationIn, responses={201: ConfirmationOut}, summary="Nothing has changed"
    )
    def post(self, request: Request, reference: str) -> Response:
        """Sign it for the cycle that was read; twice is the same as once."""
        participant = answers.participant_for(request.user, reference)
        confirmation = operations.confirm_update(
            participant,
            by=people.person(request.user),
            channel=Channel.API,
            **self.body(ConfirmationIn),
        )
        return self.created(ConfirmationOut(confirmation).data)


class PauseApi(Api):
    """Six months without these letters."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses=StandingOut, summary="Pause for six months")
    def post(self, request: Request, reference: str) -> Response:
        """Start the pause, or count it from today."""
        participant = answers.participant_for(request.user, reference)
        operations.pause_updates(participant, by=people.person(request.user))
        return self.ok(_standing(participant))

    @extend_schema(responses=StandingOut, summary="End the pause")
    def delete(self, request: Request, reference: str) -> Response:
        """Letters come again."""
        participant = answers.participant_for(request.user, reference)
        operations.resume_updates(participant, by=people.person(request.user))
        return self.ok(_standing(participant))

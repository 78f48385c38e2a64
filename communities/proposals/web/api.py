"""The API of this room: one's own proposals; for staff all that were sent."""

from typing import Any

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from communities.conditions import queries as conditions
from communities.conditions.models import Condition
from communities.proposals import operations, queries
from communities.proposals.models import About, Proposal
from communities.proposals.states import State
from communities.proposals.web.serializers import (
    AnswersIn,
    NoticeIn,
    NoticeOut,
    ProposalDecisionIn,
    ProposalIn,
    ProposalOut,
    ProposalWithHistoryOut,
)
from rareshare.lib import filters
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid, NotFound

_MINE = OpenApiParameter("mine", bool, description="for staff: their own only")


class ProposalFilters(filters.Filters):
    """What a list of proposals may be filtered and ordered by."""

    state = filters.ChoiceFilter(choices=State.choices)
    about = filters.ChoiceFilter(choices=About.choices)
    orders = {"-sent": ("-sent_at", "-id"), "sent": ("sent_at", "id"), "name": ("name", "id")}
    also = frozenset({"mine"})


class ToldProposal(Api):
    """How doors answer with one proposal."""

    access = Access.SIGNED_IN

    def told(self, proposal: Proposal) -> Any:
        """As far as the caller may know of it."""
        return ProposalOut(proposal, context={"request": self.request}).data


class ProposalsApi(ToldProposal):
    """Proposals that the caller may see."""

    access = Access.SIGNED_IN

    @extend_schema(
        parameters=[*ProposalFilters.parameters(), _MINE], responses=ProposalOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """The newest first; drafts stand on the pages only."""
        mine = request.query_params.get("mine", "false")
        if mine not in {"true", "false"}:
            raise Invalid("Send one of: true, false.", field="mine")
        of = queries.own_proposals if mine == "true" else queries.sent_proposals
        rows = of(request.user)
        return self.list(rows, ProposalOut, filters=ProposalFilters)

    @extend_schema(request=ProposalIn, responses={201: ProposalOut})
    def post(self, request: Request) -> Response:
        """All answers at once, sent to staff."""
        answers = _with_condition(self.body(ProposalIn))
        proposal = operations.propose_community(by=accounts.person(request.user), **answers)
        location = reverse("proposals-api:proposal", args=[proposal.public_id])
        return self.created(self.told(proposal), location=location)


class OneProposalApi(ToldProposal):
    """What the doors of one proposal share."""

    access = Access.SIGNED_IN

    def proposal(self, public_id: str) -> Proposal:
        """The proposal, for its proposer and for staff."""
        return queries.proposal_for(self.request.user, public_id)


class ProposalApi(OneProposalApi):
    """One proposal."""

    access = Access.SIGNED_IN

    @extend_schema(responses=ProposalWithHistoryOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Where it stands, why, and how it came there."""
        proposal = self.proposal(public_id)
        history = queries.history_of(request.user, proposal)
        context = {"request": request, "history": history}
        return self.ok(ProposalWithHistoryOut(proposal, context=context).data)


class AnswersApi(OneProposalApi):
    """The answer to a question of staff."""

    access = Access.SIGNED_IN

    @extend_schema(request=AnswersIn, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Keep it, and let staff look again."""
        proposal = self.proposal(public_id)
        answers: Any = self.body(AnswersIn)
        person = accounts.person(request.user)
        return self.ok(self.told(operations.resend_proposal(proposal, by=person, **answers)))


class DecisionApi(OneProposalApi):
    """What staff decide."""

    access = Access.STAFF

    @extend_schema(request=ProposalDecisionIn, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Approve, ask, or decline."""
        body = self.body(ProposalDecisionIn)
        proposal, by = self.proposal(public_id), accounts.person(request.user)
        decision, words, reason = body.pop("decision"), body.pop("words"), body.pop("reason")
        if decision == "ask":
            proposal = operations.ask_about_proposal(proposal, by=by, question=words)
        elif decision == "decline":
            proposal = operations.decline_proposal(proposal, by=by, reason=reason, words=words)
        else:
            proposal = operations.approve_proposal(proposal, by=by, **_with_condition(body))
        return self.ok(self.told(proposal))


class WithdrawalApi(OneProposalApi):
    """Taking it back."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses=ProposalOut)
    def post(self, request: Request, public_id: str) -> Response:
        """At any time before it is decided."""
        proposal = operations.withdraw_proposal(
            self.proposal(public_id), by=accounts.person(request.user)
        )
        return self.ok(self.told(proposal))


class NoticesApi(Api):
    """Waiting for a community that somebody else proposed."""

    access = Access.SIGNED_IN

    @extend_schema(responses=NoticeOut(many=True))
    def get(self, request: Request) -> Response:
        """What the caller waits for, the newest first."""
        return self.list(queries.notices_of(request.user), NoticeOut)

    @extend_schema(request=NoticeIn, responses={204: None})
    def post(self, request: Request) -> Response:
        """Hear when it is decided; 404 where nobody proposed it."""
        body = _with_condition(self.body(NoticeIn))
        earlier = queries.earlier_for(request.user, body["name"], body.get("condition"))
        operations.watch_proposal(earlier, by=accounts.person(request.user), asked=body["name"])
        return self.no_content()


class NoticeApi(Api):
    """One thing that the caller waits for."""

    access = Access.SIGNED_IN

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Stop waiting for it."""
        notice = queries.notice_for(request.user, pk)
        operations.unwatch_proposal(notice, by=accounts.person(request.user))
        return self.no_content()


def _with_condition(body: dict[str, Any]) -> dict[str, Any]:
    """The input with the illness that its key names."""
    if "condition" in body:
        body["condition"] = _condition(body["condition"])
    return body


def _condition(key: str) -> Condition:
    try:
        return conditions.condition_by_key(key)
    except NotFound as error:
        raise Invalid("There is no illness with this key.", field="condition") from error

"""The API of leading. Addresses name a community by its public id, never by its illness."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.groups import operations as groups
from communities.groups import queries as communities
from communities.groups.models import Leadership
from communities.groups.web.api import CommunityApi
from communities.leaders import operations, permissions, queries
from communities.leaders.models import LeaderApplication
from communities.leaders.operations.words import Offer
from communities.leaders.web import serializers
from communities.leaders.web.filters import ApplicationFilters, LeaderFilters
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotFound


class LeadersApi(CommunityApi):
    """The present leaders; their names and words are public."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    @extend_schema(
        parameters=LeaderFilters.parameters(), responses=serializers.LeaderOut(many=True)
    )
    def get(self, request: Request, public_id: str) -> Response:
        """The first appointed first."""
        leaders = queries.leaders_in(request.user, self.community(public_id))
        return self.list(leaders, serializers.LeaderOut, filters=LeaderFilters)

    @extend_schema(request=serializers.PersonIn, responses={201: serializers.AskedOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Ask a member to lead: staff any member, leaders one whom members may see. Where staff
        ask, the member leads as soon as they say yes."""
        community = self.community(public_id)
        person = self.body(serializers.PersonIn)["person"]
        user = queries.member_with_id(self.person, community, person)
        made = operations.ask_member_to_lead(community, by=self.person, user=user)
        return _asked(self, made)


class LeaderApi(CommunityApi):
    """One leadership, for the leader and for staff."""

    access = Access.SIGNED_IN

    @extend_schema(responses=serializers.OwnLeadershipOut)
    def get(self, request: Request, public_id: str, pk: int) -> Response:
        """With its term."""
        return self._answer(self._found(public_id, pk))

    @extend_schema(request=serializers.WordsIn, responses=serializers.OwnLeadershipOut)
    def patch(self, request: Request, public_id: str, pk: int) -> Response:
        """Change one's own public words."""
        leadership = self._found(public_id, pk)
        words = {"story": leadership.story, "helps_with": leadership.helps_with}
        words |= self.body(serializers.WordsIn)
        return self._answer(groups.describe_leadership(leadership, by=self.person, **words))

    @extend_schema(request=serializers.EndIn, responses={204: None})
    def delete(self, request: Request, public_id: str, pk: int) -> Response:
        """Step down; staff end it with a reason."""
        leadership = self._found(public_id, pk)
        if permissions.can_stop_leading(self.person, leadership):
            operations.stop_leading(leadership, by=self.person)
        else:
            reason = self.body(serializers.EndIn)["reason"]
            operations.dismiss_leader(leadership, by=self.person, reason=reason)
        return self.no_content()

    def _found(self, public_id: str, pk: int) -> Leadership:
        return _present(self, public_id, pk)

    def _answer(self, leadership: Leadership) -> Response:
        return self.ok(serializers.OwnLeadershipOut(leadership).data)


class RenewalApi(CommunityApi):
    """Going on for another term."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses=serializers.OwnLeadershipOut)
    def post(self, request: Request, public_id: str, pk: int) -> Response:
        """From 60 days before the term ends."""
        leadership = _present(self, public_id, pk)
        renewed = groups.renew_leadership(leadership, by=self.person)
        return self.ok(serializers.OwnLeadershipOut(renewed).data)


class HandoverApi(CommunityApi):
    """Naming who shall follow."""

    access = Access.SIGNED_IN

    @extend_schema(request=serializers.PersonIn, responses={201: serializers.AskedOut})
    def post(self, request: Request, public_id: str, pk: int) -> Response:
        """That member is asked; then staff confirm."""
        leadership = _present(self, public_id, pk)
        person = self.body(serializers.PersonIn)["person"]
        user = queries.member_with_id(self.person, leadership.community, person)
        return _asked(self, operations.hand_over_leadership(leadership, by=self.person, user=user))


class CommunityApplicationsApi(CommunityApi):
    """Applications to lead one community."""

    access = Access.SIGNED_IN

    @extend_schema(
        parameters=ApplicationFilters.parameters(),
        responses=serializers.OfferOut(many=True),
    )
    def get(self, request: Request, public_id: str) -> Response:
        """One's own; all of them for staff."""
        rows = queries.applications_to(request.user, self.community(public_id))
        return self.list(rows, serializers.OfferOut, filters=ApplicationFilters)

    @extend_schema(request=serializers.OfferIn, responses={201: serializers.OfferOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Offer to lead."""
        community = self.community(public_id)
        offer = Offer(**self.body(serializers.OfferIn))
        made = operations.apply_to_lead(community, by=self.person, offer=offer)
        return self.created(serializers.OfferOut(made).data, location=_address(made.public_id))


class ApplicationsApi(CommunityApi):
    """The caller's own applications and questions."""

    access = Access.SIGNED_IN

    @extend_schema(
        parameters=ApplicationFilters.parameters(),
        responses=serializers.OfferOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """The newest first."""
        rows = queries.applications_of(self.person)
        return self.list(rows, serializers.OfferOut, filters=ApplicationFilters)


class QuestionsApi(CommunityApi):
    """Whom the caller asked to lead."""

    access = Access.SIGNED_IN

    @extend_schema(
        parameters=ApplicationFilters.parameters(), responses=serializers.AskedOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """Where each question of the last year stands, the newest first."""
        rows = queries.questions_of(self.person)
        return self.list(rows, serializers.AskedOut, filters=ApplicationFilters)


class OneApplicationApi(CommunityApi):
    """What the doors of one application share."""

    access = Access.SIGNED_IN

    def application(self, application_id: str) -> LeaderApplication:
        """The application, as far as the caller may know of it."""
        return queries.application_for(self.request.user, application_id)

    def answer(self, application: LeaderApplication) -> Response:
        """All of it for the person and staff; who asked sees where it stands."""
        return self.ok(_shown(self.person, application))


class ApplicationApi(OneApplicationApi):
    """One application."""

    @extend_schema(responses=serializers.OfferOut)
    def get(self, request: Request, application_id: str) -> Response:
        """Where it stands."""
        return self.answer(self.application(application_id))


class AnswerApi(OneApplicationApi):
    """The answer of the person who was asked."""

    @extend_schema(request=serializers.OfferAnswerIn, responses=serializers.OfferOut)
    def post(self, request: Request, application_id: str) -> Response:
        """Yes with an offer, or no."""
        application = self.application(application_id)
        said = self.body(serializers.OfferAnswerIn)
        if not said["accept"]:
            return self.answer(operations.refuse_asking(application, by=self.person))
        if "offer" not in said:
            raise Invalid("Send the offer with your yes.", field="offer")
        offer = Offer(**said["offer"])
        return self.answer(operations.accept_asking(application, by=self.person, offer=offer))


class WithdrawalApi(OneApplicationApi):
    """Taking it back."""

    @extend_schema(request=None, responses=serializers.OfferOut)
    def post(self, request: Request, application_id: str) -> Response:
        """Possible until staff decided."""
        application = self.application(application_id)
        return self.answer(operations.withdraw_application(application, by=self.person))


class DecisionApi(OneApplicationApi):
    """The decision of staff."""

    @extend_schema(request=serializers.OfferDecisionIn, responses=serializers.OfferOut)
    def post(self, request: Request, application_id: str) -> Response:
        """Appoint, or decline with a reason."""
        application = self.application(application_id)
        decision = self.body(serializers.OfferDecisionIn)
        if decision["appoint"]:
            done = operations.approve_application(application, by=self.person)
        else:
            done = operations.decline_application(
                application, by=self.person, reason=decision["reason"]
            )
        return self.answer(done)


def _present(api: CommunityApi, public_id: str, pk: int) -> Leadership:
    community = api.community(public_id)
    found = communities.leadership_in(api.person, community, pk)
    if found.until is not None:
        raise NotFound
    return found


def _shown(user: Any, application: LeaderApplication) -> Any:
    if permissions.can_see_application(user, application):
        return serializers.OfferOut(application).data
    return serializers.AskedOut(application).data


def _asked(api: CommunityApi, made: LeaderApplication) -> Response:
    return api.created(serializers.AskedOut(made).data, location=_address(made.public_id))


def _address(application_id: str) -> str:
    return f"/api/v1/leader-applications/{application_id}/"

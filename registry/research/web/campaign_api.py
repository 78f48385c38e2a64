"""Campaigns for staff, and invitations for participants, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid, NotFound
from registry.research import operations, queries
from registry.research.models import Campaign
from registry.research.web.serializers import (
    AnswerIn,
    CampaignIn,
    CampaignOut,
    InvitationOut,
)


class CampaignsApi(Api):
    """All campaigns, for registry staff."""

    access = Access.COORDINATOR

    @extend_schema(responses=CampaignOut(many=True), summary="All campaigns")
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        return self.list(queries.campaigns_for_desk(request.user), CampaignOut)

    @extend_schema(request=CampaignIn, responses={201: CampaignOut}, summary="Prepare a message")
    def post(self, request: Request) -> Response:
        """Prepare the message of an active study."""
        values = self.body(CampaignIn)
        try:
            study = queries.application_for(request.user, values["application"])
        except NotFound as error:
            raise Invalid("There is no such study.", field="application") from error
        campaign = operations.draft_campaign(
            study, by=people.person(request.user), answer_by=values["answer_by"]
        )
        location = f"/api/v1/research/campaigns/{campaign.public_id}/"
        return self.created(CampaignOut(campaign).data, location=location, etag=campaign.version)


class CampaignApi(Api):
    """One campaign."""

    access = Access.SIGNED_IN

    @extend_schema(responses=CampaignOut, summary="One campaign")
    def get(self, request: Request, public_id: str) -> Response:
        """For registry staff, and for the researcher of the study."""
        return _campaign(self, queries.campaign_for(request.user, public_id))


class CohortApi(Api):
    """Choosing the people."""

    access = Access.COORDINATOR

    @extend_schema(request=None, responses=CampaignOut, summary="Choose the people")
    def post(self, request: Request, public_id: str) -> Response:
        """Choose everybody who can be written to, once."""
        campaign = queries.campaign_for(request.user, public_id)
        by = people.person(request.user)
        return _campaign(self, operations.freeze_cohort(campaign, by=by))


class SendingApi(Api):
    """Sending the message."""

    access = Access.COORDINATOR

    @extend_schema(request=None, responses=CampaignOut, summary="Send the message")
    def post(self, request: Request, public_id: str) -> Response:
        """One neutral letter for everybody who was chosen."""
        campaign = queries.campaign_for(request.user, public_id)
        by = people.person(request.user)
        return _campaign(self, operations.send_campaign(campaign, by=by))


class ClosingApi(Api):
    """Ending a campaign."""

    access = Access.COORDINATOR

    @extend_schema(request=None, responses=CampaignOut, summary="Close it")
    def post(self, request: Request, public_id: str) -> Response:
        """Answers are not taken any more."""
        campaign = queries.campaign_for(request.user, public_id)
        by = people.person(request.user)
        return _campaign(self, operations.close_campaign(campaign, by=by))


class InvitationsApi(Api):
    """One's own invitations to studies."""

    access = Access.SIGNED_IN

    @extend_schema(responses=InvitationOut(many=True), summary="My invitations")
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        return self.list(queries.invitations_of(people.person(request.user)), InvitationOut)


class InvitationApi(Api):
    """One invitation."""

    access = Access.SIGNED_IN

    @extend_schema(responses=InvitationOut, summary="One invitation")
    def get(self, request: Request, public_id: str) -> Response:
        """For those who act for the participant."""
        invitation = queries.invitation_for(people.person(request.user), public_id)
        return self.ok(InvitationOut(invitation).data)


class AnswerApi(Api):
    """The participant's answer."""

    access = Access.SIGNED_IN

    @extend_schema(request=AnswerIn, responses=InvitationOut, summary="Answer an invitation")
    def post(self, request: Request, public_id: str) -> Response:
        """Yes, not now or no; until the study closes it can be changed."""
        by = people.person(request.user)
        invitation = queries.invitation_for(by, public_id)
        answer = self.body(AnswerIn)["answer"]
        invitation = operations.answer_invitation(
            invitation,
            by=by,
            answer=answer.removesuffix("_now") if answer == "yes_now" else answer,
            hand_over_now=answer == "yes_now",
        )
        return self.ok(InvitationOut(invitation).data)


def _campaign(view: Api, campaign: Campaign) -> Response:
    return view.ok(CampaignOut(campaign).data, etag=campaign.version)

"""The registry staff's desk for research: messages to participants, locked researchers."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as people
from rareshare.lib import clock
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import FormPage, Page, flash
from registry.research import operations, queries
from registry.research.models import Application, Campaign
from registry.research.states import ApplicationState, CampaignState
from registry.research.web.forms import CampaignForm, LiftForm

STEPS = {
    "cohort": (operations.freeze_cohort, "The people are chosen."),
    "sending": (operations.send_campaign, "The letters are on their way."),
    "closing": (operations.close_campaign, "Closed."),
}


class CampaignsPage(Page):
    """Studies that may be written about, and the messages so far."""

    access = Access.COORDINATOR
    template = "research/campaigns.html"
    title = "Messages for studies"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show both lists."""
        return self.render(
            request,
            studies=queries.studies_for_campaigns(request.user),
            campaigns=queries.campaigns_for_desk(request.user)[:100],
            locked=queries.researchers_locked(request.user),
        )


class CampaignStartPage(FormPage):
    """Preparing the message of one study."""

    access = Access.COORDINATOR
    form_class = CampaignForm
    template = "research/campaign_start.html"
    title = "Prepare a message"

    @property
    def study(self) -> Application:
        """The active study of the address."""
        found = queries.application_for(self.request.user, self.kwargs["public_id"])
        if found.state != ApplicationState.ACTIVE:
            raise NotFound
        return found

    def extra(self) -> Mapping[str, Any]:
        """The study, and how many people could be written to."""
        study = self.study
        reach = queries.possible_cohort(study, clock.now()).count()
        return {"study": study, "application": study, "reach": reach}

    def perform(self, form: Form) -> str:
        """Prepare it."""
        campaign = operations.draft_campaign(
            self.study, by=people.person(self.request.user), **form.cleaned_data
        )
        return reverse("research:campaign", args=[campaign.public_id])


class CampaignPage(Page):
    """One message: what participants will read, whom it reaches, and the next step."""

    access = Access.COORDINATOR
    template = "research/campaign.html"
    title = "Message for a study"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Show it."""
        campaign = queries.campaign_for(request.user, public_id)
        return self.render(
            request,
            campaign=campaign,
            application=campaign.application,
            invited=campaign.invitations.count(),
            reach=_reach(campaign),
        )

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Take the next step: choose the people, send, close."""
        campaign = queries.campaign_for(request.user, public_id)
        step = next((name for name in STEPS if name in request.POST), None)
        if step is None:
            raise NotFound
        act, text = STEPS[step]
        act(campaign, by=people.person(request.user))
        flash(request, text)
        return redirect("research:campaign", public_id)


class ResearcherLockPage(FormPage):
    """Researchers who asked too many different questions."""

    access = Access.COORDINATOR
    form_class = LiftForm
    template = "research/locked.html"
    title = "Locked researchers"

    def extra(self) -> Mapping[str, Any]:
        """Who is locked, with a form each."""
        locked = queries.researchers_locked(self.request.user)
        return {"rows": [(one, LiftForm(initial={"researcher": one.pk})) for one in locked]}

    def perform(self, form: Form) -> str:
        """Lift one lock, with a note."""
        locked = queries.researchers_locked(self.request.user)
        found = locked.filter(pk=form.cleaned_data["researcher"]).first()
        if found is None:
            raise NotFound
        operations.lift_lock(
            found, by=people.person(self.request.user), note=form.cleaned_data["note"]
        )
        flash(self.request, "This researcher can ask again.")
        return reverse("research:locked")


def _reach(campaign: Campaign) -> int | None:
    if campaign.state != CampaignState.DRAFT:
        return None
    return queries.possible_cohort(campaign.application, clock.now()).count()

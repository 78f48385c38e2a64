"""A participant's invitations to studies."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as people
from rareshare.lib import clock
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash
from registry.research import operations, queries
from registry.research.models import Invitation
from registry.research.states import CampaignState, InvitationState
from registry.research.web.forms import AnswerForm

_DONE = {
    "yes": "Your yes is noted. You can change it.",
    "yes_now": "Your yes is noted. The researcher can see your e-mail now.",
    "not_now": "Noted. We ask again in 3 months at the earliest.",
    "no": "Noted. Nothing else changes.",
}


class MessagePage(Page):
    """The neutral address in a letter; it leads on after sign-in."""

    access = Access.SIGNED_IN

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go to the messages."""
        return redirect("research:invitations")


class InvitationsPage(Page):
    """Invitations that wait, and those that were answered."""

    access = Access.SIGNED_IN
    template = "research/invitations.html"
    title = "Studies"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them, newest first."""
        found = queries.invitations_of(people.person(request.user))
        return self.render(request, invitations=[(one, is_open(one)) for one in found[:100]])


class InvitationPage(FormPage):
    """One study, and the answer."""

    access = Access.SIGNED_IN
    form_class = AnswerForm
    template = "research/invitation.html"
    title = "A study asks if you want to hear more"

    @property
    def invitation(self) -> Invitation:
        """The invitation of the address; for everybody else there is none."""
        return queries.invitation_for(people.person(self.request.user), self.kwargs["public_id"])

    def form_arguments(self) -> dict[str, Any]:
        """The time zone in which tomorrow at 12:00 is meant."""
        return {"zone": self.invitation.participant.time_zone}

    def initial(self) -> Mapping[str, Any]:
        """The answer so far; before the first, none is chosen."""
        invitation = self.invitation
        fallen = invitation.state == InvitationState.YES and not queries.yes_stands(invitation)
        if invitation.state == InvitationState.WAITING or fallen:
            return {}
        return {"answer": "yes_now" if in_effect(invitation) else invitation.state}

    def extra(self) -> Mapping[str, Any]:
        """The study in plain words, and whether it still takes answers."""
        invitation = self.invitation
        study = invitation.campaign.application
        return {
            "invitation": invitation,
            "study": study,
            "approved": study.decisions.order_by("-id").first(),
            "is_open": is_open(invitation),
            "in_effect": in_effect(invitation),
            "stands": queries.yes_stands(invitation),
            "seen": invitation.releases.order_by("id").first(),
        }

    def perform(self, form: Form) -> str:
        """Answer."""
        answer = form.cleaned_data["answer"]
        operations.answer_invitation(
            self.invitation,
            by=people.person(self.request.user),
            answer="yes" if answer == "yes_now" else answer,
            hand_over_now=answer == "yes_now",
        )
        flash(self.request, _DONE[answer])
        return reverse("research:invitation", args=[self.kwargs["public_id"]])


def is_open(invitation: Invitation) -> bool:
    """True while the study takes answers."""
    campaign = invitation.campaign
    return campaign.state == CampaignState.OPEN and campaign.answer_by >= clock.today()


def in_effect(invitation: Invitation) -> bool:
    """True where a yes can be seen by the researcher."""
    due = invitation.effective_at is not None and invitation.effective_at <= clock.now()
    return due and queries.yes_stands(invitation)

"""The desk of those who decide who leads."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as accounts
from communities.groups import queries as groups
from communities.leaders import operations, permissions, queries
from communities.leaders.states import State
from communities.leaders.web.forms import ReasonForm
from communities.leaders.web.own_pages import OneApplication
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed
from rareshare.lib.pages import FormPage, Page, flash

_NOT_YOURS = "Only moderators and administrators decide who leads."


class LeadersDesk(Page):
    """What waits, whose term ends, and which communities have nobody."""

    access = Access.STAFF
    template = "leaders/desk.html"
    title = "Leaders"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The oldest application first."""
        user = request.user
        if not permissions.cares_for_leaders(user):
            raise NotAllowed(_NOT_YOURS)
        waiting = Paginator(queries.waiting_applications(user), 20)
        return self.render(
            request,
            page=waiting.get_page(request.GET.get("page")),
            terms=queries.terms_ending(user)[:20],
            leaderless=queries.leaderless_communities(user)[:20],
        )


class DecisionPage(OneApplication, FormPage):
    """One application: appoint, or decline with a reason."""

    access = Access.STAFF
    template = "leaders/decision.html"
    title = "Somebody wants to lead"
    form_class = ReasonForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The application with the present leaders beside it."""
        if self.application.state != State.WAITING:
            return redirect("leaders:desk")
        return super().get(request, *args, **kwargs)

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        """For those who may decide."""
        if not permissions.can_approve_application(self.request.user, self.application):
            raise NotAllowed(_NOT_YOURS)
        return super().show(form, status)

    def extra(self) -> Mapping[str, Any]:
        """What the person wrote, and who leads now."""
        community = self.application.community
        return {
            "application": self.application,
            "community": community,
            "leaders": groups.leaders_of(self.request.user, community),
        }

    def perform(self, form: ReasonForm) -> str:
        """Decline; the person reads why."""
        by = accounts.person(self.request.user)
        operations.decline_application(self.application, by=by, reason=form.cleaned_data["reason"])
        flash(self.request, "Declined. The person can read why.")
        return reverse("leaders:desk")


class AppointPage(OneApplication, Page):
    """Appoint: one button."""

    access = Access.STAFF

    def post(self, request: HttpRequest, application_id: str) -> HttpResponse:
        """The person leads from now on and is told."""
        operations.approve_application(self.application, by=accounts.person(request.user))
        flash(request, f"{self.application.user.display_name} leads now.")
        return redirect("leaders:desk")

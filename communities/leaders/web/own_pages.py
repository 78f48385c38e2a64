"""What concerns one person: what they lead, what they were asked, and what was decided. Letters
lead here; the addresses name no community."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from communities.leaders import operations, permissions, queries
from communities.leaders.models import LeaderApplication
from communities.leaders.states import State
from communities.leaders.web.forms import OfferForm
from rareshare.lib import clock
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, NotFound
from rareshare.lib.pages import FormPage, Page, flash


class LeadingPage(Page):
    """Everything about leading that concerns whoever is signed in."""

    access = Access.SIGNED_IN
    template = "leaders/leading.html"
    title = "Leading"

    def get(self, request: HttpRequest) -> HttpResponse:
        """What one leads, questions and offers, and communities that look for somebody."""
        user, today = accounts.person(request.user), clock.today()
        led = list(queries.leaderships_of(user))
        return self.render(
            request,
            led=[(leadership, leadership.may_renew(today)) for leadership in led],
            applications=queries.applications_of(user).order_by("-pk")[:20],
            questions=queries.questions_of(user).order_by("-pk")[:20],
            endings=queries.endings_of(user)[:10],
            wanted=queries.wanted_in(user)[:20],
        )


class OneApplication:
    """The application that an address names, as the visitor may know it."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def application(self) -> LeaderApplication:
        """Nothing at this address for everybody whom it does not concern."""
        return queries.application_for(self.request.user, self.kwargs["application_id"])


class AnswerPage(OneApplication, FormPage):
    """Answer the question whether one would lead."""

    access = Access.SIGNED_IN
    template = "leaders/answer.html"
    title = "Would you help to look after this community?"
    form_class = OfferForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The form for the person who was asked; others have nothing to answer."""
        if self.application.state != State.ASKED:
            return redirect("leaders:leading")
        return super().get(request, *args, **kwargs)

    def initial(self) -> Mapping[str, Any]:
        """Words that the person wrote for a community that became part of this one."""
        return {"story": self.application.story, "helps_with": self.application.helps_with}

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        """Only the person who was asked sees the form."""
        if not permissions.can_accept_asking(self.request.user, self.application):
            raise NotAllowed("Only the person who was asked can answer.")
        return super().show(form, status)

    def extra(self) -> Mapping[str, Any]:
        """Who asks, and for which community."""
        return {"application": self.application, "community": self.application.community}

    def perform(self, form: OfferForm) -> str:
        """Say yes."""
        by = accounts.person(self.request.user)
        done = operations.accept_asking(self.application, by=by, offer=form.offer())
        leads = done.state == State.APPOINTED
        said = "Thank you. You lead this community now." if leads else _WAITS
        flash(self.request, said)
        return reverse("leaders:leading")


_WAITS = "Thank you. Our team reads it and tells you what we decide."


class RefusePage(OneApplication, Page):
    """Say no: one button, no reason."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, application_id: str) -> HttpResponse:
        """Nobody but who asked and our team learns of it."""
        operations.refuse_asking(self.application, by=accounts.person(request.user))
        flash(request, "That is fine. Thank you for thinking about it.")
        return redirect("leaders:leading")


class WithdrawPage(OneApplication, Page):
    """Take an offer or a question back: one button."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, application_id: str) -> HttpResponse:
        """Possible until staff decided."""
        if not permissions.can_withdraw_application(request.user, self.application):
            raise NotFound
        operations.withdraw_application(self.application, by=accounts.person(request.user))
        flash(request, "Taken back.")
        return redirect("leaders:leading")

"""The desk for people who were shown very many others in one day."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from accounts import queries as accounts
from communities.people import operations, queries
from communities.people.models import ReadingStop
from communities.people.web.forms import StopForm
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash


class StopsPage(Page):
    """The stops that hold now."""

    access = Access.STAFF
    template = "people/stops.html"
    title = "Readers we stopped"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The oldest first."""
        page = Paginator(queries.holding_stops(request.user), 50)
        return self.render(request, page=page.get_page(request.GET.get("page")))


class StopPage(FormPage):
    """One stop: what happened, and the decision."""

    access = Access.STAFF
    template = "people/stop.html"
    title = "A reader we stopped"
    form_class = StopForm

    @cached_property
    def stop(self) -> ReadingStop:
        """The stop that the address names."""
        return queries.stop_at_desk(self.request.user, self.kwargs["pk"])

    def extra(self) -> Mapping[str, Any]:
        """What happened so far."""
        history = queries.history_of_stop(self.request.user, self.stop)
        return {"stop": self.stop, "history": history}

    def perform(self, form: StopForm) -> str:
        """Keep it, or lift it; the button says which."""
        lift = self.request.POST.get("decision") == "lift"
        decide: Callable[..., ReadingStop] = operations.lift_stop if lift else operations.keep_stop
        by = accounts.person(self.request.user)
        decide(self.stop, by=by, reason=form.cleaned_data["reason"])
        flash(self.request, "They can read on." if lift else "The stop holds.")
        return reverse("people:stops")

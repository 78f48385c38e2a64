"""The desk: registry coordinators find one participant, and say why before anything opens."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.errors import DomainError, Invalid, NotFound
from rareshare.lib.forms import LineField, TextField
from rareshare.lib.pages import FormPage, Page, add_problem
from registry.enrollment import operations, queries


class SearchForm(forms.Form):
    """A reference such as RS-7K3M-92QD."""

    reference = LineField(
        limit=20,
        label="Reference",
        help_text="Such as RS-7K3M-92QD",
        error_messages={"required": "Enter a reference."},
    )


class WhyForm(forms.Form):
    """The reason, which the participant can read."""

    reason = TextField(
        limit=500,
        rows=3,
        label="Why do you open this?",
        help_text="The participant can read what you write here.",
        error_messages={"required": "Say in a few words why you need to open this."},
    )


class ParticipantsPage(FormPage):
    """Search by reference; the answer says only whether there is one."""

    access = Access.COORDINATOR
    template = "enrollment/desk_search.html"
    title = "Participants"
    form_class = SearchForm

    def extra(self) -> dict[str, Any]:
        """Who waits for an answer to a request for erasure."""
        return {"erasures": queries.erasure_requests(self.request.user)[:100]}

    def perform(self, form: Any) -> str:
        """Where there is one, the page that asks why; else an error at the field."""
        try:
            found = queries.participant_for_desk(self.request.user, form.cleaned_data["reference"])
        except NotFound as error:
            text = "Nobody has this reference. Check each letter."
            raise Invalid(text, field="reference") from error
        return reverse("enrollment:desk-participant", args=[found.reference])


class ParticipantPage(Page):
    """One participant: closed until a reason is given, then open on this one answer only."""

    access = Access.COORDINATOR
    template = "enrollment/desk_participant.html"
    title = "Open a participant's data"

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Ask why."""
        found = queries.participant_for_desk(request.user, reference)
        return self.render(request, participant=found, form=WhyForm())

    def post(self, request: HttpRequest, reference: str) -> HttpResponse:
        """Note the reason, then show the data once."""
        found = queries.participant_for_desk(request.user, reference)
        form = WhyForm(request.POST)
        if form.is_valid():
            try:
                contact = operations.open_identity(
                    found, by=people.person(request.user), reason=form.cleaned_data["reason"]
                )
            except DomainError as error:
                add_problem(form, error)
            else:
                return self.render(request, participant=found, contact=contact)
        return self.render(request, participant=found, form=form, status=400)

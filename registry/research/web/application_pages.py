"""A researcher's application as pages: draft, check, send, sign, contacts."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import queries as people
from rareshare.lib.access import Access
from rareshare.lib.errors import DomainError, NotFound
from rareshare.lib.pages import FormPage, Page, flash
from rareshare.lib.text import to_html
from registry.research import operations, queries, texts
from registry.research.models import Application
from registry.research.states import AGREEABLE, EDITABLE, ApplicationState
from registry.research.web.forms import AgreementForm, ApplicationForm, StartForm
from registry.research.web.pages import own_inquiry

FIELDS = [name for name in ApplicationForm.base_fields if name != "version"]


class OwnApplication:
    """Pages about one of the visitor's own applications."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def application(self) -> Application:
        """The application of the address; for everybody but its researcher there is none."""
        found = queries.application_for(self.request.user, self.kwargs["public_id"])
        if found.applicant_id != self.request.user.pk:
            raise NotFound
        return found

    def home(self) -> str:
        """The application's own page."""
        return reverse("research:application", args=[self.kwargs["public_id"]])


class StartPage(FormPage):
    """An application begins from an answered question."""

    access = Access.RESEARCHER
    form_class = StartForm
    template = "research/start.html"
    title = "Start an application"

    def extra(self) -> Mapping[str, Any]:
        """The question it begins from."""
        return {"inquiry": own_inquiry(self.request, self.kwargs["public_id"])}

    def perform(self, form: Form) -> str:
        """Begin the draft."""
        inquiry = own_inquiry(self.request, self.kwargs["public_id"])
        application = operations.start_application(
            by=people.person(self.request.user),
            condition=inquiry.condition,
            values=form.cleaned_data,
            inquiry=inquiry,
        )
        return reverse("research:edit", args=[application.public_id])


class ApplicationPage(OwnApplication, Page):
    """Where an application stands, and what comes next."""

    access = Access.RESEARCHER
    template = "research/application.html"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Show it."""
        return self.show(self.application)

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Send it, or take it back; what is missing is listed with the way to it."""
        application, by = self.application, people.person(request.user)
        take_back = "withdraw" in request.POST
        act = operations.withdraw_application if take_back else operations.submit_application
        try:
            act(application, by=by)
        except DomainError as error:
            return self.show(application, status=error.status, problem=error)
        flash(request, "Taken back." if take_back else "Sent. The board has it now.")
        return HttpResponse(status=302, headers={"Location": self.home()})

    def show(
        self, application: Application, status: int = 200, problem: DomainError | None = None
    ) -> HttpResponse:
        """The page, with what is missing where something is."""
        return self.render(
            self.request,
            status=status,
            title=application.title,
            application=application,
            problem=problem,
            editable=application.state in EDITABLE,
            to_sign=application.state in AGREEABLE,
            active=application.state == ApplicationState.ACTIVE,
            decisions=application.decisions.all(),
            notes=application.events.filter(verb="application_returned"),
            reasons=_reasons(application),
            campaigns=queries.campaigns_of_study(application),
        )


class ApplicationEditPage(OwnApplication, FormPage):
    """All fields of a draft."""

    access = Access.RESEARCHER
    form_class = ApplicationForm
    template = "research/application_edit.html"
    title = "Your application"

    def initial(self) -> Mapping[str, Any]:
        """What the draft says."""
        application = self.application
        values = {name: getattr(application, name) for name in FIELDS}
        return {**values, "version": application.version}

    def extra(self) -> Mapping[str, Any]:
        """The application."""
        return {"application": self.application}

    def perform(self, form: Form) -> str:
        """Save the draft."""
        operations.edit_application(
            self.application,
            by=people.person(self.request.user),
            values={name: form.cleaned_data[name] for name in FIELDS},
            version=form.cleaned_data["version"],
        )
        flash(self.request, "Saved.")
        return self.home()


class AgreementPage(OwnApplication, FormPage):
    """The agreement of use."""

    access = Access.RESEARCHER
    form_class = AgreementForm
    template = "research/agreement.html"
    title = "Agreement of use"

    def initial(self) -> Mapping[str, Any]:
        """The hash of the text on this page."""
        return {"sha256": texts.agreement().sha256}

    def extra(self) -> Mapping[str, Any]:
        """The text."""
        return {"application": self.application, "text": to_html(texts.agreement().text)}

    def perform(self, form: Form) -> str:
        """Sign."""
        operations.sign_agreement(
            self.application,
            by=people.person(self.request.user),
            printed_name=form.cleaned_data["printed_name"],
            sha256=form.cleaned_data["sha256"],
        )
        flash(self.request, "Signed. The study is active now.")
        return self.home()


class ContactsPage(OwnApplication, Page):
    """How to reach those who said yes."""

    access = Access.RESEARCHER
    template = "research/contacts.html"
    title = "People who said yes"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Show their addresses; each look is noted for them."""
        application = self.application
        releases = operations.open_contacts(application, by=people.person(request.user))
        return self.render(request, application=application, releases=releases)


def _reasons(application: Application) -> list[str]:
    """The reasons of the votes, without names, once the round is decided."""
    rounds = list(application.decisions.values_list("round", flat=True))
    votes = application.votes.filter(round__in=rounds).order_by("reason")
    return list(votes.values_list("reason", flat=True))

"""A researcher's first steps as pages: rules, questions, answers."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import queries as people
from communities.conditions import queries as conditions
from rareshare.lib.access import Access
from rareshare.lib.errors import DomainError, NotFound
from rareshare.lib.pages import FormPage, Page, add_problem, flash
from rareshare.lib.text import to_html
from registry.research import operations, queries, texts
from registry.research.models import Inquiry
from registry.research.queries import Count, Question
from registry.research.web import asking
from registry.research.web.forms import AskForm, FindForm, ProfileForm


class ResearchPage(Page):
    """What researchers may do here, and where their own things stand."""

    access = Access.RESEARCHER
    template = "research/home.html"
    title = "Research"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show steps, inquiries and applications."""
        return self.render(
            request,
            researcher=queries.researcher_of(request.user),
            inquiries=queries.inquiries_of(request.user)[:10],
            applications=queries.applications_of(request.user)[:50],
        )


class ProfilePage(FormPage):
    """Where one works, and the rules for researchers."""

    access = Access.RESEARCHER
    form_class = ProfileForm
    template = "research/profile.html"
    title = "Rules for researchers"

    def initial(self) -> Mapping[str, Any]:
        """What was stated before, and the hash of the rules on this page."""
        found = queries.researcher_of(self.request.user)
        stated = {"institution": found.institution, "orcid": found.orcid} if found else {}
        return {**stated, "sha256": texts.rules().sha256}

    def extra(self) -> Mapping[str, Any]:
        """The rules."""
        return {"rules": to_html(texts.rules().text)}

    def perform(self, form: Form) -> str:
        """Accept the rules."""
        values = {key: form.cleaned_data[key] for key in ("institution", "orcid", "sha256")}
        operations.accept_rules(by=people.person(self.request.user), **values)
        flash(self.request, "Saved. You can ask questions now.")
        return reverse("research:counts")


class CountsPage(Page):
    """Are there enough people? First find the condition, then ask. Names of illnesses travel in the
    body, never in an address."""

    access = Access.RESEARCHER
    template = "research/counts.html"
    title = "Are there enough people?"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Ask for the condition; without accepted rules, for these first."""
        if queries.researcher_of(request.user) is None:
            return redirect("research:profile")
        return self.render(request, form=FindForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Find conditions, or ask about one of those that were found."""
        if "ask" not in request.POST:
            return self._find(request)
        known = _choices(request.POST.get("search", ""))
        form = AskForm(request.POST, conditions=known)
        if not form.is_valid():
            return self.render(request, form=form, asking=True, status=400)
        data = form.cleaned_data
        try:
            question = Question(
                asking.condition_named(data["condition"]), data["age_band"], data["region"]
            )
            inquiry = operations.ask_inquiry(
                question, by=people.person(request.user), about=data["about"]
            )
        except DomainError as error:
            add_problem(form, error)
            return self.render(request, form=form, asking=True, status=error.status)
        return redirect("research:inquiry", inquiry.public_id)

    def _find(self, request: HttpRequest) -> HttpResponse:
        form = FindForm(request.POST)
        if not form.is_valid():
            return self.render(request, form=form, status=400)
        search = form.cleaned_data["search"]
        found = _choices(search)
        if not found:
            form.add_error("search", "We found nothing by this name. Try another spelling.")
            return self.render(request, form=form, status=400)
        first = found[0][0] if len(found) == 1 else None
        initial = {"search": search, "condition": first}
        return self.render(request, form=AskForm(initial=initial, conditions=found), asking=True)


class InquiryPage(Page):
    """One question and its answer."""

    access = Access.RESEARCHER
    template = "research/inquiry.html"
    title = "Your question"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Show the range, and the way to an application."""
        inquiry = own_inquiry(request, public_id)
        count = Count(inquiry.shown, inquiry.low, inquiry.high, inquiry.snapshot)
        return self.render(request, inquiry=inquiry, words=asking.in_words(count))


def own_inquiry(request: HttpRequest, public_id: str) -> Inquiry:
    """One of the visitor's own inquiries; else NotFound."""
    found = queries.inquiries_of(request.user).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def _choices(search: str) -> list[tuple[str, str]]:
    matches = conditions.search_conditions(search[:200], limit=6) if search.strip() else []
    return [(match.key, match.name) for match in matches]

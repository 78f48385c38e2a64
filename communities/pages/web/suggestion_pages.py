"""Suggesting a text, and deciding on it."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from communities.pages import operations, queries
from communities.pages.differences import difference
from communities.pages.models import SectionKind, SectionVersion, Suggestion
from communities.pages.web.base import CommunityPage, LeadersPage, WritingPage
from communities.pages.web.forms import AcceptanceForm, DeclineForm, SuggestionForm
from communities.pages.web.pages import TOLD_SOON, at_newest
from rareshare.lib import readability
from rareshare.lib.access import Access
from rareshare.lib.errors import DomainError, NotFound, Stale
from rareshare.lib.pages import FormPage, Page, add_problem, flash
from rareshare.lib.text import to_html

_A_PAGE = 20


class SuggestPage(WritingPage):
    """A member suggests a text for a section."""

    access = Access.SIGNED_IN
    template = "pages/suggest.html"
    title = "Suggest a text"
    form_class = SuggestionForm

    @cached_property
    def present(self) -> SectionVersion | None:
        """The text that readers see now."""
        return queries.section_to_suggest(self.request.user, self.community, self.kwargs["kind"])

    def initial(self) -> Mapping[str, Any]:
        """Start from the text that stands."""
        if self.present is None:
            return {"version": 0}
        sources = [work.pk for work in self.present.sources.all()]
        return {"text": self.present.text, "version": self.present.number, "sources": sources}

    def extra(self) -> Mapping[str, Any]:
        """The section, and what readers see now."""
        return {"community": self.community, "kind": self.kind, "present": self.present}

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """A text that became stale may be sent again once the newer one was seen."""
        if status == Stale.status:
            at_newest(form, self.present)
        return super().show(form, status)

    def perform(self, form: SuggestionForm) -> str:
        """Send it, and show where the answer will stand."""
        kind = self.kwargs["kind"]
        queries.section_to_suggest(self.request.user, self.community, kind)
        operations.suggest_text(self.community, kind, by=self.person, **form.cleaned_data)
        flash(self.request, "Sent. The leaders will look at it, and the answer will stand here.")
        return reverse("pages:own-suggestions")


class OwnSuggestionsPage(Page):
    """What I suggested, and what was decided."""

    access = Access.SIGNED_IN
    template = "pages/own_suggestions.html"
    title = "Texts you suggested"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The newest first."""
        pages = Paginator(queries.own_suggestions(request.user), _A_PAGE)
        return self.render(request, page=pages.get_page(request.GET.get("page")))


class WithdrawalPage(CommunityPage, Page):
    """Take one's own suggestion back."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        """Do it, and show the list."""
        suggestion = queries.suggestion_in(request.user, self.community, pk)
        operations.withdraw_suggestion(suggestion, by=self.person)
        flash(request, "You took it back.")
        return redirect("pages:own-suggestions")


class SuggestionsPage(LeadersPage, Page):
    """The texts that wait for the leaders. No text stands here: the outlook could be among them."""

    access = Access.SIGNED_IN
    template = "pages/suggestions.html"
    title = "Suggested texts"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """The longest waiting first."""
        waiting = queries.suggestions_to(request.user, self.community)
        page = Paginator(waiting, _A_PAGE).get_page(request.GET.get("page"))
        return self.render(request, community=self.community, page=page)


class SuggestionPage(LeadersPage, FormPage):
    """One suggestion beside what readers see now: accept it, as it is or edited."""

    access = Access.SIGNED_IN
    template = "pages/suggestion.html"
    title = "A suggested text"
    form_class = AcceptanceForm

    @cached_property
    def suggestion(self) -> Suggestion:
        """The suggestion of the address."""
        return queries.suggestion_to_decide(self.request.user, self.community, self.kwargs["pk"])

    @property
    def kind(self) -> SectionKind:
        """The section that it is for."""
        return SectionKind(self.suggestion.section.kind)

    @cached_property
    def present(self) -> SectionVersion | None:
        """The text that readers see now."""
        return queries.section_to_write(self.request.user, self.community, self.kind)

    def form_arguments(self) -> dict[str, Any]:
        """The form lists the works."""
        return {"works": list(queries.references_of(self.request.user, self.community))}

    def initial(self) -> Mapping[str, Any]:
        """Start from the suggestion."""
        return {
            "text": self.suggestion.text,
            "sources": [work.pk for work in self.suggestion.sources.all()],
            "version": self.present.number if self.present else 0,
        }

    def extra(self) -> Mapping[str, Any]:
        """Both texts, and the words between them."""
        suggestion, present = self.suggestion, self.present
        return {
            "community": self.community,
            "suggestion": suggestion,
            "kind": self.kind,
            "present": present,
            "suggested_html": to_html(suggestion.text),
            "parts": difference(present.text if present else "", suggestion.text),
            "hint": readability.hint(suggestion.reading_grade, self.kind.goal),
            "decline": DeclineForm(),
        }

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """After a newer text came in the leader sees it and may accept again."""
        if status == Stale.status:
            at_newest(form, self.present)
        return super().show(form, status)

    def perform(self, form: AcceptanceForm) -> str:
        """Publish, and go on with what waits."""
        operations.accept_suggestion(self.suggestion, by=self.person, **form.cleaned_data)
        told = f" {TOLD_SOON}" if form.cleaned_data["tell"] else ""
        flash(self.request, f"Accepted. Readers see the text now.{told}")
        return reverse("pages:suggestions", args=[self.community.public_id])


class DeclinePage(SuggestionPage):
    """Decline a suggestion and say why."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """There is nothing to read here."""
        raise NotFound

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Decline it, and go on with what waits."""
        form = DeclineForm(request.POST)
        suggestion = self.suggestion
        if not form.is_valid():
            return self._again(form, 400)
        try:
            operations.decline_suggestion(suggestion, by=self.person, **form.cleaned_data)
        except NotFound:
            raise
        except DomainError as error:
            add_problem(form, error)
            return self._again(form, error.status)
        flash(request, "Declined. The member reads your reason.")
        return redirect("pages:suggestions", self.community.public_id)

    def _again(self, form: DeclineForm, status: int) -> HttpResponse:
        context = {**self.extra(), "decline": form, "form": self.form(), "refused": form}
        return self.render(self.request, status=status, **context)

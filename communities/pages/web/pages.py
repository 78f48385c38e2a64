"""The pages on which leaders write: one section at a time, and the list of works."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from communities.pages import operations, queries
from communities.pages.models import Reference, SectionVersion
from communities.pages.web.base import LeadersPage, WritingPage
from communities.pages.web.forms import ReferenceChangeForm, ReferenceForm, SectionForm
from rareshare.lib import readability
from rareshare.lib.access import Access
from rareshare.lib.errors import Stale
from rareshare.lib.pages import FormPage, Page, flash

TOLD_SOON = "Followers hear of it in about an hour, with your other changes."
VERY_HARD = 4  # grades above the goal: such a text is shown once more before readers see it


def at_newest(form: BaseForm, newest: SectionVersion | None) -> None:
    """After a stale save the writer has the newer text before them and may save again."""
    data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
    data["version"] = str(newest.number if newest else 0)
    form.data = data


class SectionPage(LeadersPage, WritingPage):
    """Write one section; a text that came in between is shown beside one's own."""

    access = Access.SIGNED_IN
    template = "pages/section.html"
    title = "Write a section"
    form_class = SectionForm

    @cached_property
    def present(self) -> SectionVersion | None:
        """The text that readers see now."""
        return queries.section_to_write(self.request.user, self.community, self.kwargs["kind"])

    def initial(self) -> Mapping[str, Any]:
        """Start from the published text."""
        if self.present is None:
            return {"version": 0}
        sources = [work.pk for work in self.present.sources.all()]
        return {"text": self.present.text, "version": self.present.number, "sources": sources}

    def extra(self) -> Mapping[str, Any]:
        """The section's name, what readers see now, and what experts asked for."""
        present = self.present
        asked = queries.reviews_of(self.request.user, self.community, self.kind)
        return {
            "community": self.community,
            "kind": self.kind,
            "present": present,
            "asked": asked.filter(version=present, verdict="needs_change") if present else [],
        }

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """A stale text may be saved again once the newer one was seen."""
        if status == Stale.status:
            at_newest(form, self.present)
        return super().show(form, status)

    def perform(self, form: SectionForm) -> str | HttpResponse:
        """Publish the text, and go back to the list of sections. A text that is very hard to read
        is shown once before that; the second press always publishes it."""
        kind = self.kwargs["kind"]
        queries.section_to_write(self.request.user, self.community, kind)
        words = dict(form.cleaned_data)
        if not words.pop("seen") and self._is_very_hard(words["text"]):
            return self.checked(form, hard=True)
        written = operations.write_section(self.community, kind, by=self.person, **words)
        hint = readability.hint(written.reading_grade, self.kind.goal) if written.text else ""
        told = TOLD_SOON if words["tell"] or not written.text else ""
        said = ["Saved. Readers see your text now.", told, hint]
        flash(self.request, " ".join(filter(None, said)))
        return reverse("home:manage", args=[self.community.public_id])

    def checked(self, form: BaseForm, *, hard: bool = False) -> HttpResponse:
        """Whoever saw how the text will look is not asked again."""
        data = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["seen"] = "1"
        form.data = data
        return super().checked(form, hard=hard)

    def _is_very_hard(self, text: str) -> bool:
        grade = readability.grade_of(text, queries.names_in_texts(self.community))
        return grade is not None and grade > self.kind.goal + VERY_HARD


class ReferencesPage(LeadersPage, FormPage):
    """The works that the page rests on, and a form for one more."""

    access = Access.SIGNED_IN
    template = "pages/references.html"
    title = "References"
    form_class = ReferenceForm

    def extra(self) -> Mapping[str, Any]:
        """All works, each with a way to take it off."""
        works = queries.references_of(self.request.user, self.community)
        return {"community": self.community, "references": works}

    def perform(self, form: ReferenceForm) -> str:
        """Add the work, and stay here."""
        operations.add_reference(self.community, by=self.person, work=form.cleaned_data)
        flash(self.request, "Added. Readers see this work now.")
        return reverse("pages:references", args=[self.community.public_id])


class ReferencePage(LeadersPage, FormPage):
    """Correct what stands about one work."""

    access = Access.SIGNED_IN
    template = "pages/reference.html"
    title = "Correct a work"
    form_class = ReferenceChangeForm

    @cached_property
    def work(self) -> Reference:
        """The work of the address."""
        return queries.reference_in(self.request.user, self.community, self.kwargs["pk"])

    def initial(self) -> Mapping[str, Any]:
        """Start from what stands."""
        names = ("title", "authors", "journal", "year", "doi", "pmid", "url", "version")
        return {name: getattr(self.work, name) for name in names}

    def extra(self) -> Mapping[str, Any]:
        """Which work this is."""
        return {"community": self.community, "work": self.work}

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """What somebody else saved meanwhile is not overwritten; it is one link away."""
        stale = status == Stale.status
        return self.render(self.request, status=status, form=form, stale=stale, **self.extra())

    def perform(self, form: ReferenceChangeForm) -> str:
        """Save it, and go back to the list."""
        work = form.cleaned_data
        operations.change_reference(self.work, by=self.person, work=work, version=work["version"])
        flash(self.request, "Saved.")
        return reverse("pages:references", args=[self.community.public_id])


class ReferenceRemovalPage(LeadersPage, Page):
    """Take one work off the page."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        """Remove it, and go back to the list."""
        reference = queries.reference_in(request.user, self.community, pk)
        operations.remove_reference(reference, by=self.person)
        flash(request, "The work is off the page.")
        return redirect("pages:references", self.community.public_id)

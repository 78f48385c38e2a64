"""The pages on which leaders write: one section at a time, and the list of works."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.pages import operations, permissions, queries
from communities.pages.models import SectionKind, SectionVersion
from communities.pages.web.forms import ReferenceForm, SectionForm
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, Stale
from rareshare.lib.pages import FormPage, Page, flash


class LeadersPage:
    """What the pages for leaders share. Others may know of the community, so they get a 403."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        """The community of the address, for its leaders."""
        community = groups.community_by_public_id(self.request.user, self.kwargs["public_id"])
        if not permissions.can_write_section(self.request.user, community):
            raise NotAllowed("Only leaders of this community write its page.")
        return community

    @property
    def person(self) -> User:
        """The leader."""
        return belonging.person(self.request.user)


class SectionPage(LeadersPage, FormPage):
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
        return {"text": self.present.text, "version": self.present.number}

    def extra(self) -> Mapping[str, Any]:
        """The section's name, what readers see now, and the texts before it."""
        versions = queries.versions_of(self.request.user, self.community, self.kwargs["kind"])
        return {
            "community": self.community,
            "kind": SectionKind(self.kwargs["kind"]),
            "present": self.present,
            "versions": versions[:20],
        }

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """After a stale save the writer has the newer text before them and may save again."""
        if status == Stale.status:
            newest = self.present.number if self.present else 0
            form.data = {**form.data.dict(), "version": str(newest)}  # type: ignore[attr-defined]
        return super().show(form, status)

    def perform(self, form: SectionForm) -> str:
        """Publish the text, and go back to the list of sections."""
        kind = self.kwargs["kind"]
        queries.section_to_write(self.request.user, self.community, kind)
        operations.write_section(self.community, kind, by=self.person, **form.cleaned_data)
        flash(self.request, "Saved. Readers see your text now.")
        return reverse("home:manage", args=[self.community.public_id])


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


class ReferenceRemovalPage(LeadersPage, Page):
    """Take one work off the page."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        """Remove it, and go back to the list."""
        reference = queries.reference_in(request.user, self.community, pk)
        operations.remove_reference(reference, by=self.person)
        flash(request, "The work is off the page.")
        return redirect("pages:references", self.community.public_id)

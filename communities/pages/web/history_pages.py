"""How a section came about: its texts, the words between two of them, and the way back."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from communities.pages import operations, permissions, queries
from communities.pages.differences import difference
from communities.pages.models import SectionVersion
from communities.pages.queries import Comparison
from communities.pages.web.base import CommunityPage, LeadersPage
from communities.pages.web.forms import RevertForm
from communities.pages.web.pages import TOLD_SOON, at_newest
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, Stale
from rareshare.lib.pages import FormPage, Page, flash

_A_PAGE = 20
_LONGEST = 9  # digits of a number that was ever given out


class HistoryPage(CommunityPage, Page):
    """The texts of one section. Two of them can be laid side by side; the outlook's stay closed
    until the reader opens them."""

    access = Access.SIGNED_IN
    template = "pages/history.html"
    title = "History"

    def get(self, request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
        """The newest first; `old` and `new` name two texts to compare."""
        versions = queries.versions_of(request.user, self.community, kind)
        page = Paginator(versions, _A_PAGE).get_page(request.GET.get("page"))
        newest = versions.first()
        return self.render(
            request,
            community=self.community,
            kind=self.kind,
            page=page,
            newest=newest,
            comparison=self._comparison(request, kind),
            reviews=queries.reviews_of(request.user, self.community, kind)[:_A_PAGE],
            may_revert=permissions.can_revert_section(request.user, self.community),
        )

    def _comparison(self, request: HttpRequest, kind: str) -> Comparison | None:
        asked = [request.GET.get(name, "") for name in ("old", "new")]
        if not any(asked):
            return None
        old, new = (text_number(text) for text in asked)
        return queries.comparison_of(request.user, self.community, kind, old, new)


class RevertPage(LeadersPage, FormPage):
    """Bring an earlier text back: what would change stands first, and a reason is needed."""

    access = Access.SIGNED_IN
    template = "pages/revert.html"
    title = "Show an earlier text again"
    form_class = RevertForm

    @cached_property
    def earlier(self) -> SectionVersion:
        """The text of the address."""
        viewer, place = self.request.user, self.kwargs
        return queries.version_of(viewer, self.community, place["kind"], place["number"])

    @cached_property
    def present(self) -> SectionVersion | None:
        """The text that readers see now."""
        return queries.section_to_write(self.request.user, self.community, self.kwargs["kind"])

    def initial(self) -> Mapping[str, Any]:
        """The text that stands now must still stand then."""
        return {"version": self.present.number if self.present else 0}

    def extra(self) -> Mapping[str, Any]:
        """Both texts, and the words between them."""
        now = self.present.text if self.present else ""
        return {
            "community": self.community,
            "kind": self.kind,
            "earlier": self.earlier,
            "parts": difference(now, self.earlier.text),
        }

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """After a newer text came in the leader sees what would change now, and may go on."""
        if status == Stale.status:
            at_newest(form, self.present)
        return super().show(form, status)

    def perform(self, form: RevertForm) -> str:
        """Publish it anew, and go back to the history."""
        kind, number = self.kwargs["kind"], self.earlier.number
        operations.revert_section(
            self.community, kind, by=self.person, number=number, **form.cleaned_data
        )
        flash(self.request, f"Readers see text number {number} again. {TOLD_SOON}")
        return reverse("pages:history", args=[self.community.public_id, kind])


def text_number(text: str) -> int:
    """The number of a text, as an address or a form names it."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise Invalid("Choose two texts of the list.")
    return int(text)

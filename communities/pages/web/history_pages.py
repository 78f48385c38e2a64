"""How a section came about: its texts, the words between two of them, and the way back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from communities.pages import operations, permissions, queries
from communities.pages.queries import Comparison
from communities.pages.web.base import CommunityPage, LeadersPage
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid
from rareshare.lib.pages import Page, flash

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


class RevertPage(LeadersPage, Page):
    """Bring an earlier text back."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, kind: str, number: int) -> HttpResponse:
        """Publish it anew, and stay in the history."""
        queries.version_of(request.user, self.community, kind, number)
        operations.revert_section(
            self.community,
            kind,
            by=self.person,
            number=number,
            version=text_number(request.POST.get("version", "")),
        )
        flash(request, f"Readers see text number {number} again.")
        return redirect("pages:history", self.community.public_id, kind)


def text_number(text: str) -> int:
    """The number of a text, as an address or a form names it."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        raise Invalid("Choose two texts of the list.")
    return int(text)

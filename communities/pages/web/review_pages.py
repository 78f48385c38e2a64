"""Medical review: what waits for an expert, and one text before their eyes."""

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from communities.pages import operations, permissions, queries, reviewers
from communities.pages.models import SectionVersion
from communities.pages.web.base import CommunityPage
from communities.pages.web.forms import ReviewForm
from rareshare.lib.access import Access
from rareshare.lib.errors import Stale
from rareshare.lib.pages import FormPage, Page, flash

_A_PAGE = 20


class ReviewsPage(Page):
    """The texts that wait for me, an expert, in all my communities."""

    access = Access.SIGNED_IN
    template = "pages/reviews.html"
    title = "Texts to review"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Overdue ones first, then the longest waiting."""
        waiting = queries.sections_to_review(request.user)
        page = Paginator(waiting, _A_PAGE).get_page(request.GET.get("page"))
        return self.render(request, page=page)


class ReviewPage(CommunityPage, FormPage):
    """One text: approve exactly this one, or say what must change."""

    access = Access.SIGNED_IN
    template = "pages/review.html"
    title = "Review a text"
    form_class = ReviewForm

    @cached_property
    def present(self) -> SectionVersion:
        """The text that readers see now."""
        return queries.section_to_review(self.request.user, self.community, self.kwargs["kind"])

    def initial(self) -> Mapping[str, Any]:
        """Which text this is."""
        return {"number": self.present.number}

    def extra(self) -> Mapping[str, Any]:
        """The text, its sources, and what was verified about the expert."""
        return {
            "community": self.community,
            "kind": self.kind,
            "version": self.present,
            "may_review": permissions.can_review_section(self.request.user, self.present),
            "credentials": reviewers.credentials_of(self.request.user, self.community),
        }

    def perform(self, form: ReviewForm) -> str:
        """Record it; a text that was replaced meanwhile is reviewed by nobody."""
        said = dict(form.cleaned_data)
        if said.pop("number") != self.present.number:
            raise Stale("There is a newer text. Read it below, then say what you think of it.")
        operations.review_section(self.present, by=self.person, **said)
        flash(self.request, "Thank you. We recorded what you said.")
        return reverse("pages:reviews")

    def show(self, form: Any, status: int = 200) -> HttpResponse:
        """After a newer text came in it stands on the page, and the form is about that one."""
        if status == Stale.status:
            form.data = {**form.data.dict(), "number": str(self.present.number)}
        return super().show(form, status)

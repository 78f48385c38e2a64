"""Which feeds of other sites are read for a library."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from communities.library import operations, queries
from communities.library.web.forms import FeedForm
from communities.library.web.place import InLibrary
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash


class FeedsPage(InLibrary, FormPage):
    """The feeds with their state, and a form for one more."""

    access = Access.SIGNED_IN
    template = "library/feeds.html"
    title = "Feeds we read"
    form_class = FeedForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who decide what is shown."""
        self.must_decide()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """One more, by those who decide."""
        self.must_decide()
        return super().post(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """The feeds that are read now."""
        feeds = queries.feeds_of(self.request.user, self.community)
        return {"community": self.community, "feeds": feeds}

    def perform(self, form: FeedForm) -> str:
        """Add it."""
        operations.add_feed(self.community, by=self.person, **form.cleaned_data)
        flash(self.request, "Added. New articles wait for you before anybody sees them.")
        return self.url("feeds")


class StopFeedPage(InLibrary, Page):
    """Read a feed no more."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, pk: int, public_id: str = "") -> HttpResponse:
        """Stop it, and go back to the list."""
        self.must_decide()
        feed = queries.feed(request.user, self.community, pk)
        operations.stop_feed(feed, by=self.person)
        flash(request, "We do not read it any more.")
        return redirect(self.url("feeds"))

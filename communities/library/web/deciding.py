"""Where leaders decide on suggestions, and moderators on those to the whole site."""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from communities.library import operations, queries
from communities.library.models import NewsLink, Resource
from communities.library.states import State
from communities.library.web.forms import DecisionForm
from communities.library.web.place import InLibrary
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash

WAITING_SHOWN = 10  # of each; a leader decides on a few at a time


class WaitingPage(InLibrary, Page):
    """What waits for a decision, what could not be reached, and which feeds failed."""

    access = Access.SIGNED_IN
    template = "library/waiting.html"
    title = "Suggestions"

    def get(self, request: HttpRequest, public_id: str = "") -> HttpResponse:
        """People's suggestions and those of the feeds, the oldest first."""
        self.must_decide()
        viewer, community = request.user, self.community
        news = queries.suggestions_to(viewer, community)
        return self.render(
            request,
            community=community,
            resources=queries.suggested_resources_to(viewer, community)[:WAITING_SHOWN],
            page=Paginator(news, WAITING_SHOWN).get_page(request.GET.get("page")),
            unreachable=queries.unreachable_in(viewer, community),
            feeds=queries.feeds_of(viewer, community).exclude(error=""),
        )


class DecisionPage(InLibrary, FormPage):
    """Show a suggestion, or do not and say why."""

    access = Access.SIGNED_IN
    template = "library/decision.html"
    title = "Do not show it"
    form_class = DecisionForm

    def item(self) -> NewsLink | Resource:
        """What is decided on."""
        return queries.news_link(self.request.user, self.community, self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The reasons to choose from."""
        self.item()
        self.must_decide()
        return super().get(request, *args, **kwargs)

    def form_arguments(self) -> dict[str, Any]:
        """Somebody else's suggestion is declined with a reason only."""
        return {"needs_reason": self.item().suggested_by_id not in {None, self.person.pk}}

    def extra(self) -> Mapping[str, Any]:
        """The suggestion itself."""
        return {"community": self.community, "item": self.item()}

    def perform(self, form: DecisionForm) -> str:
        """Decide, and go back to what waits."""
        data, item = form.cleaned_data, self.item()
        if data["decision"] == State.APPROVED:
            self.approve()(item, by=self.person)
            flash(self.request, "Everybody can see it now.")
        else:
            self.decline()(item, by=self.person, reason=data["reason"], note=data["note"])
            flash(self.request, "It is not shown.")
        return self.url("waiting")

    def approve(self) -> Callable[..., Any]:
        """The operation behind a yes."""
        return operations.approve_news_link

    def decline(self) -> Callable[..., Any]:
        """The operation behind a no."""
        return operations.decline_news_link


class ResourceDecisionPage(DecisionPage):
    """The same for a resource."""

    access = Access.SIGNED_IN

    def item(self) -> Resource:
        """The resource."""
        return queries.resource(self.request.user, self.community, self.kwargs["pk"])

    def approve(self) -> Callable[..., Any]:
        """The operation behind a yes."""
        return operations.approve_resource

    def decline(self) -> Callable[..., Any]:
        """The operation behind a no."""
        return operations.decline_resource

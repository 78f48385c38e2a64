"""Pages with the form for a news link or a resource: suggest one, or correct one."""

from collections.abc import Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property

from communities.library import operations, permissions, queries
from communities.library.models import NewsLink, Resource
from communities.library.states import State
from communities.library.web.forms import (
    NewsChangeForm,
    NewsLinkForm,
    ResourceChangeForm,
    ResourceForm,
)
from communities.library.web.place import InLibrary
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, Stale
from rareshare.lib.pages import FormPage, flash

THANKS = "Thank you. Somebody who looks after this list will decide on it."
_NEWS = ("title", "url", "source", "published_on")
_RESOURCE = (
    *("kind", "title", "description", "url", "language"),
    *("length", "length_unit", "published_on"),
)


class SuggestPage(InLibrary, FormPage):
    """What both forms share: members may suggest, and are told what happens next."""

    access = Access.SIGNED_IN
    template = "library/suggest.html"
    noun = ""
    button = "Suggest"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form, for members; others are told how to become one before they write."""
        if not permissions.can_suggest(request.user, self.community):
            raise NotAllowed("Only members can suggest something here. You can join in one step.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """Whether it is shown at once or waits."""
        verb = "Add" if self.decides else "Suggest"
        return {
            "community": self.community,
            "decides": self.decides,
            "title": f"{verb} {self.noun}",
            "button": verb,
        }

    def thank(self, item: NewsLink | Resource) -> str:
        """Say what happens next, and go back to the list."""
        flash(self.request, "Added." if item.state == State.APPROVED else THANKS)
        return self.url("library")


class NewsLinkPage(SuggestPage):
    """Suggest an article; a leader's own is shown at once."""

    access = Access.SIGNED_IN
    title = "Suggest an article"
    noun = "an article"
    form_class = NewsLinkForm

    def perform(self, form: NewsLinkForm) -> str:
        """Suggest it."""
        data = form.cleaned_data
        return self.thank(operations.suggest_news_link(self.community, by=self.person, **data))


class ResourcePage(SuggestPage):
    """Suggest something worth keeping; a leader's own is shown at once."""

    access = Access.SIGNED_IN
    title = "Suggest a resource"
    noun = "a resource"
    form_class = ResourceForm

    def perform(self, form: ResourceForm) -> str:
        """Suggest it."""
        data = form.cleaned_data
        return self.thank(operations.suggest_resource(self.community, by=self.person, **data))


class ChangePage(InLibrary, FormPage):
    """What both corrections share: only those who decide, and only what they read."""

    access = Access.SIGNED_IN
    template = "library/change.html"
    title = "Correct it"
    fields: tuple[str, ...] = ()
    decision = ""

    item: Any

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form with what stands there now. Whoever suggested it may look, but not change it."""
        if self.item:
            self.must_decide()
        return super().get(request, *args, **kwargs)

    def initial(self) -> Mapping[str, Any]:
        """What stands there now."""
        return {name: getattr(self.item, name) for name in (*self.fields, "version")}

    def extra(self) -> Mapping[str, Any]:
        """The thing itself, and where to take it away."""
        return {
            "community": self.community,
            "item": self.item,
            "remove_url": self.url(self.decision, self.item.pk),
        }

    def show(self, form: BaseForm, status: int = 200) -> HttpResponse:
        """What somebody else saved meanwhile is not overwritten; it is one link away."""
        facts = {**self.extra(), "stale": status == Stale.status}
        return self.render(self.request, status=status, form=form, **facts)

    def done(self) -> str:
        """Say so, and go back to the list."""
        flash(self.request, "Saved.")
        return self.url("library")


class NewsChangePage(ChangePage):
    """Correct what is written about an article."""

    access = Access.SIGNED_IN
    form_class = NewsChangeForm
    fields = _NEWS
    decision = "decision"

    @cached_property
    def item(self) -> NewsLink:
        """The article."""
        return queries.news_link(self.request.user, self.community, self.kwargs["pk"])

    def perform(self, form: NewsChangeForm) -> str:
        """Correct it."""
        operations.change_news_link(self.item, by=self.person, **form.cleaned_data)
        return self.done()


class ResourceChangePage(ChangePage):
    """Correct what is written about a resource."""

    access = Access.SIGNED_IN
    form_class = ResourceChangeForm
    fields = _RESOURCE
    decision = "resource-decision"

    @cached_property
    def item(self) -> Resource:
        """The resource."""
        return queries.resource(self.request.user, self.community, self.kwargs["pk"])

    def perform(self, form: ResourceChangeForm) -> str:
        """Correct it."""
        operations.change_resource(self.item, by=self.person, **form.cleaned_data)
        return self.done()

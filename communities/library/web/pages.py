"""The pages of this room: what there is to read elsewhere, and how it gets here."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.library import operations, permissions, queries
from communities.library.states import State
from communities.library.web.forms import NewsLinkForm, ResourceForm
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.pages import FormPage, Page, flash


class InLibrary:
    """What the pages of one library share."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        """The community, as far as the visitor may know of it."""
        return groups.community_by_public_id(self.request.user, self.kwargs["public_id"])

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return belonging.person(self.request.user)

    @property
    def library(self) -> str:
        """The address of the list."""
        return reverse("library:library", args=[self.community.public_id])


class LibraryPage(InLibrary, Page):
    """News and resources; leaders find the suggestions that wait on top."""

    access = Access.PUBLIC
    template = "library/library.html"
    title = "Resources and news"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Everything that was approved."""
        viewer, community = request.user, self.community
        present = belonging.standing(viewer, community)
        return self.render(
            request,
            community=community,
            standing=present,
            news=queries.news_of(viewer, community)[:100],
            resources=queries.resources_of(viewer, community)[:200],
            suggestions=queries.suggestions_to(viewer, community)[:50] if present.is_leader else [],
        )


class NewsLinkPage(InLibrary, FormPage):
    """Suggest an article; a leader's own is shown at once."""

    access = Access.SIGNED_IN
    template = "library/news_link.html"
    title = "Add a news link"
    form_class = NewsLinkForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form, for members; others are told how to become one before they write."""
        if not permissions.can_suggest_news_link(request.user, self.community):
            raise NotAllowed("Only members can suggest news here. You can join in one step.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """Whether it is shown at once or waits."""
        leads = belonging.can_manage_community(self.request.user, self.community)
        return {"community": self.community, "leads": leads}

    def perform(self, form: NewsLinkForm) -> str:
        """Suggest it, and say what happens next."""
        link = operations.suggest_news_link(self.community, by=self.person, **form.cleaned_data)
        shown = link.state == State.APPROVED
        flash(self.request, "Added." if shown else "Thank you. A leader will look at it.")
        return self.library


class DecisionPage(InLibrary, Page):
    """A leader takes a suggestion or does not."""

    access = Access.SIGNED_IN

    def post(self, request: HttpRequest, public_id: str, pk: int) -> HttpResponse:
        """Decide, and go back to the list."""
        link = queries.news_link(request.user, self.community, pk)
        decision = request.POST.get("decision")
        if decision == State.APPROVED:
            operations.approve_news_link(link, by=self.person)
            flash(request, "Everybody can see it now.")
        elif decision == State.DECLINED:
            operations.decline_news_link(link, by=self.person)
            flash(request, "It is not shown.")
        else:
            raise Invalid("Choose whether to show it.", field="decision")
        return redirect(self.library)


class ResourcePage(InLibrary, FormPage):
    """A leader adds a resource."""

    access = Access.SIGNED_IN
    template = "library/resource.html"
    title = "Add a resource"
    form_class = ResourceForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The form, for leaders."""
        if not permissions.can_add_resource(request.user, self.community):
            raise NotAllowed("Only leaders of this community add resources.")
        return super().get(request, *args, **kwargs)

    def extra(self) -> Mapping[str, Any]:
        """The community stands above the form."""
        return {"community": self.community}

    def perform(self, form: ResourceForm) -> str:
        """Add it, and go back to the list."""
        operations.add_resource(self.community, by=self.person, **form.cleaned_data)
        flash(self.request, "Added.")
        return self.library

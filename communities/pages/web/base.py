"""What the pages about one community's page share."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.pages import permissions, queries
from communities.pages.models import Reference, SectionKind
from rareshare.lib import readability
from rareshare.lib.errors import NotAllowed
from rareshare.lib.pages import FormPage
from rareshare.lib.text import to_html


class CommunityPage:
    """A page below the address of one community; everybody may know that it exists."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        """The community of the address."""
        return groups.community_by_public_id(self.request.user, self.kwargs["public_id"])

    @property
    def kind(self) -> SectionKind:
        """The section of the address."""
        return queries.known_kind(self.kwargs["kind"])

    @property
    def person(self) -> User:
        """Whoever is signed in."""
        return belonging.person(self.request.user)


class LeadersPage(CommunityPage):
    """A page for leaders. Others may know of the community, so they get a 403."""

    @cached_property
    def community(self) -> Community:
        """The community of the address, for its leaders."""
        community = groups.community_by_public_id(self.request.user, self.kwargs["public_id"])
        if not permissions.can_write_section(self.request.user, community):
            raise NotAllowed("Only leaders of this community write its page.")
        return community


class WritingPage(CommunityPage, FormPage):
    """A form for a text, with a button that shows how it will look and how easy it reads."""

    @cached_property
    def works(self) -> list[Reference]:
        """The works of the page, to choose from."""
        return list(queries.references_of(self.request.user, self.community))

    def form_arguments(self) -> dict[str, Any]:
        """The form lists the works."""
        return {"works": self.works}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Check the text, or do what the page is for."""
        if "check" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, status=400)
        return self.checked(form)

    def checked(self, form: BaseForm, *, hard: bool = False) -> HttpResponse:
        """The form again, with how its text will look and how easy it reads."""
        text = form.cleaned_data["text"]
        grade = readability.grade_of(text, queries.names_in_texts(self.community))
        hint = readability.hint(grade, self.kind.goal)
        checked = {"html": to_html(text), "hint": hint, "hard": hard}
        return self.render(self.request, form=form, checked=checked, **self.extra())

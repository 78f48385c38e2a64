"""A person's page, and one's own: written, and seen as others see it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import places
from accounts import queries as accounts
from communities.people import operations, queries
from communities.people.models import FIELDS
from communities.people.permissions import Relation
from communities.people.web.forms import ProfileForm
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound, Stale
from rareshare.lib.pages import FormPage, Page, add_problem, flash

PREVIEWS = {
    "member": (Relation.FELLOW, "a member of your communities"),
    "account": (Relation.ACCOUNT, "somebody with an account"),
    "stranger": (Relation.STRANGER, "somebody without an account"),
}


class PersonPage(Page):
    """One person, as this visitor may see them; never kept by search engines or caches."""

    access = Access.PUBLIC
    template = "people/person.html"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """What they chose to show. Each look counts for the alarm, also at nobody."""
        if request.user.is_authenticated:
            operations.watch_reading(accounts.person(request.user), [public_id])
        person = queries.person_for(request.user, public_id)
        response = self.render(request, private=True, title=person.display_name, person=person)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response


class ProfilePage(FormPage):
    """What I tell about myself, and who may see each part."""

    access = Access.SIGNED_IN
    template = "people/profile.html"
    title = "What others see about you"
    form_class = ProfileForm

    def form_arguments(self) -> dict[str, Any]:
        """The country stands in the account."""
        country = accounts.person(self.request.user).country
        return {"country": places.countries().get(country, "")}

    def initial(self) -> Mapping[str, Any]:
        """What is stored now; at first nobody sees anything."""
        profile = queries.own_profile(accounts.person(self.request.user))
        names = [*(name for name in FIELDS if name != "country"), *(f"{n}_for" for n in FIELDS)]
        stored = {name: getattr(profile, name) for name in names}
        return {**stored, "version": None if profile._state.adding else profile.version}

    def extra(self) -> Mapping[str, Any]:
        """The ways to look at the result."""
        return {"previews": [(name, words) for name, (_, words) in PREVIEWS.items()]}

    def perform(self, form: Any) -> str | HttpResponse:
        """Save, and show it again; where it changed meanwhile, nothing is saved, and who looked at
        the newer one may save over it."""
        me = accounts.person(self.request.user)
        version = form.cleaned_data.pop("version")
        try:
            operations.change_own_profile(me, by=me, changes=form.cleaned_data, version=version)
        except Stale as error:
            add_problem(form, error)
            form.data = {**form.data.dict(), "version": queries.own_profile(me).version}
            return self.render(self.request, status=412, form=form, newer=True, **self.extra())
        flash(self.request, "Saved. It holds from now on.")
        return reverse("people:profile")


class PreviewPage(Page):
    """My page as others see it."""

    access = Access.SIGNED_IN
    template = "people/preview.html"

    def get(self, request: HttpRequest, who: str) -> HttpResponse:
        """The same page, with the eyes of somebody else."""
        if who not in PREVIEWS:
            raise NotFound
        seen_by, words = PREVIEWS[who]
        person = queries.preview(accounts.person(request.user), seen_by)
        return self.render(
            request,
            title=f"Your page as seen by {words}",
            person=person,
            hidden=person.is_empty and seen_by is Relation.STRANGER,
            previews=[(name, text) for name, (_, text) in PREVIEWS.items() if name != who],
        )

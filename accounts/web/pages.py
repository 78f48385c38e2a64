"""My account: profile, privacy, letters. Sign-in and its relatives are the library's pages."""

from collections.abc import Mapping
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from accounts import operations, places, queries
from accounts.cast import PASSWORD
from accounts.models import User
from accounts.web.forms import LettersForm, ProfileForm
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, Page, flash


def me(request: HttpRequest) -> User:
    """Who is signed in: these pages open for nobody else."""
    return cast(User, request.user)


class ProfilePage(FormPage):
    """The name that others see, the country and the time zone."""

    access = Access.SIGNED_IN
    template = "accounts/profile.html"
    title = "Your name and country"
    form_class = ProfileForm

    def initial(self) -> Mapping[str, Any]:
        """What is stored now; a name that was not chosen is not offered as a choice."""
        user = queries.own_profile(me(self.request))
        return {
            "display_name": user.display_name if user.name_chosen else "",
            "country": user.country,
            "state": user.state,
            "time_zone": user.time_zone,
            "version": user.version,
        }

    def form_arguments(self) -> dict[str, Any]:
        """The zones of the person's country, and the one that is set."""
        user = me(self.request)
        return {"zones": sorted({"UTC", user.time_zone, *places.zones_of(user.country)})}

    def extra(self) -> Mapping[str, Any]:
        """Whether this is the first visit."""
        return {"first": not me(self.request).name_chosen, "person": me(self.request)}

    def perform(self, form: ProfileForm) -> str:
        """Save; the first time, go on to my page."""
        first = not me(self.request).name_chosen
        version = form.cleaned_data.pop("version")
        changes = dict(form.cleaned_data)
        if changes["time_zone"] == me(self.request).time_zone:
            del changes["time_zone"]  # not touched: it may follow a new country
        operations.change_profile(
            me(self.request), by=me(self.request), changes=changes, version=version
        )
        flash(self.request, "Your name and country are saved.")
        return str(settings.LOGIN_REDIRECT_URL) if first else self.request.path


class PrivacyPage(Page):
    """What others can see of me, where I am signed in, and how to close the account."""

    access = Access.SIGNED_IN
    template = "accounts/privacy.html"
    title = "Your privacy"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the choices."""
        profile = queries.own_profile(me(request))
        return self.render(request, person=profile, tokens=queries.own_tokens(me(request)))


class SignOutEverywherePage(Page):
    """End every other session and all tokens."""

    access = Access.SIGNED_IN
    template = "accounts/signed_out.html"
    title = "Signed out everywhere"

    def post(self, request: HttpRequest) -> HttpResponse:
        """This session ends too: whoever stole it may be the one who asks."""
        operations.sign_out_everywhere(me(request), by=me(request))
        return self.render(request)


class LettersPage(FormPage):
    """Which letters may come."""

    access = Access.SIGNED_IN
    template = "accounts/letters.html"
    title = "Letters to you"
    form_class = LettersForm

    def form_arguments(self) -> dict[str, Any]:
        """One checkbox per purpose that a room declared."""
        names = queries.letter_choices(me(self.request))
        return {"purposes": {name: name.replace("_", " ").capitalize() for name in names}}

    def initial(self) -> Mapping[str, Any]:
        """Those that come now."""
        choices = queries.letter_choices(me(self.request))
        return {"wanted": [purpose for purpose, on in choices.items() if on]}

    def perform(self, form: LettersForm) -> str:
        """Save the choice."""
        person = me(self.request)
        operations.choose_letters(person, by=person, wanted=form.cleaned_data["wanted"])
        flash(self.request, "Your choice is saved.")
        return self.request.path


class DemoPage(Page):
    """The accounts of the demo with their present codes; it does not exist anywhere else."""

    access = Access.PUBLIC
    template = "accounts/demo.html"
    title = "Accounts of the demo"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show them in the demo only."""
        if not settings.DEMO:
            raise Http404
        response = self.render(request, people=list(queries.demo_accounts()), password=PASSWORD)
        response["Cache-Control"] = "no-store"
        return response

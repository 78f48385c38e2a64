"""Display settings: kept in the browser alone, so that nobody needs an account for them."""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from rareshare.home.display import COOKIE, COOKIE_AGE, Display
from rareshare.home.web.forms import DisplayForm
from rareshare.lib.access import Access
from rareshare.lib.pages import FormPage, flash


class DisplayPage(FormPage):
    """Text size, spacing, colors, hard facts and the low-energy view."""

    access = Access.PUBLIC
    template = "home/display.html"
    title = "Display settings"
    form_class = DisplayForm

    def initial(self) -> dict[str, Any]:
        """What this browser chose before."""
        return asdict(Display.from_cookie(self.request.COOKIES.get(COOKIE, "")))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Save, or go back to normal without looking at the other answers."""
        if "reset" in request.POST:
            return self._saved(Display(), "Everything looks as it did at first.")
        return super().post(request, *args, **kwargs)

    def perform(self, form: DisplayForm) -> HttpResponse:
        """Keep the choices in this browser."""
        return self._saved(Display.of(form.cleaned_data), "Your display settings are saved.")

    def _saved(self, chosen: Display, note: str) -> HttpResponse:
        response = HttpResponseRedirect(reverse("home:display"))
        if value := chosen.to_cookie():
            response.set_cookie(
                COOKIE, value, max_age=COOKIE_AGE, samesite="Lax", secure=settings.SECURE
            )
        else:
            response.delete_cookie(COOKIE, samesite="Lax")
        flash(self.request, note)
        return response

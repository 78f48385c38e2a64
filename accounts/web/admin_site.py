"""Django's admin behind our own sign-in: it has no door of its own."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rareshare.lib.access import Access, Ruling, ruling

# Rows of libraries that hold keys to accounts; they change through the account pages only.
_CLOSED = frozenset({"account", "mfa", "knox", "auth"})


class HouseAdminSite(AdminSite):
    """Administrators with a second factor only."""

    site_header = site_title = "RareShare administration"
    index_title = "Administration"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out the libraries' own key rows."""
        models = (
            model_or_iterable if hasattr(model_or_iterable, "__iter__") else [model_or_iterable]
        )
        shown = [model for model in models if model._meta.app_label not in _CLOSED]
        super().register(shown, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """The same ruling as at every other door."""
        return ruling(Access.ADMIN, request.user) is Ruling.OPEN

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Whoever is not signed in goes to our sign-in; a wrong role is refused."""
        verdict = ruling(Access.ADMIN, request.user)
        if verdict is Ruling.SECOND_FACTOR:
            return redirect("mfa_index")
        if verdict is Ruling.REFUSED:
            return render(request, "errors/403.html", {"title": "You cannot open this"}, status=403)
        if verdict is Ruling.OPEN:
            return redirect("admin:index")
        query = urlencode({"next": request.GET.get("next") or reverse("admin:index")})
        return redirect(f"{reverse('account_login')}?{query}")

"""The front of the house: every room's pages at the top, every room's API below /api/v1/."""

from importlib import import_module

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from rareshare.home.urls import api_urlpatterns as home_api

handler400 = "rareshare.lib.web.answers.bad_request"
handler403 = "rareshare.lib.web.answers.forbidden"
handler404 = "rareshare.lib.web.answers.not_found"
handler500 = "rareshare.lib.web.answers.server_error"


def _doors() -> tuple[list[URLResolver], list[URLPattern | URLResolver]]:
    pages: list[URLResolver] = []
    api: list[URLPattern | URLResolver] = []
    for room in settings.ROOMS:
        urls = import_module(f"{room}.web.urls")
        pages.append(path("", include(urls)))
        name = urls.app_name
        api.append(
            path("", include((urls.api_urlpatterns, f"{name}-api"), namespace=f"{name}-api"))
        )
    return pages, api


_pages, _api = _doors()

# The API stands first: no page begins like it, and its callers do not wait for all pages.
urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include(_api)),
    path("api/v1/", include((home_api, "home-api"), namespace="home-api")),
    path("api/", include("rareshare.lib.web.api_urls")),
    path("", include("rareshare.home.urls")),
    path("", include("rareshare.lib.web.urls")),
    *_pages,
    path("", include("accounts.web.library_urls")),
]

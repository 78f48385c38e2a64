"""What browsers and proxies may keep: one rule for every door, ours and the libraries'."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from rareshare.lib.access import Access
from rareshare.lib.web.answers import is_api


class KeepingMiddleware:
    """Only what a signed-out visitor got from a public door may be kept. Whatever says nothing
    about its audience (a library's page, an error) is not public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """`no-store, private` on all other answers. No user is looked up for it: whoever shows a
        session or a token may be somebody."""
        response = self.get_response(request)
        known = (
            settings.SESSION_COOKIE_NAME in request.COOKIES or "Authorization" in request.headers
        )
        failed = response.status_code >= 400
        if known or failed or response.cookies or not _is_public(request):
            response["Cache-Control"] = "no-store, private"
        if is_api(request):
            patch_vary_headers(response, ("Authorization", "Cookie"))
        return response


def _is_public(request: HttpRequest) -> bool:
    door = getattr(request.resolver_match, "func", None)
    view = getattr(door, "view_class", None) or getattr(door, "cls", None)
    return getattr(view, "access", None) is Access.PUBLIC

"""What search engines read before they read anything else."""

from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response

from rareshare.home import sitemap
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound
from rareshare.lib.pages import Page

# Whole areas, never single pages: a list of what is private must not tell what is there.
PRIVATE = [
    "/account/",
    "/admin/",
    "/api/",
    "/board/",
    "/c/*/*/",
    "/check/",
    "/communities/start/",
    "/demo/",
    "/desk/",
    "/e/",
    "/me/",
    "/metrics",
    "/registry/join/",
    "/report/",
    "/reports/",
    "/research/",
    "/resources/*/",
]


class RobotsPage(Page):
    """Which areas are not for search engines, and where the list of public pages is."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponse:
        """The same rules for all of them."""
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
        address = settings.BASE_URL.rstrip("/") + reverse("home:sitemap")
        text = "\n".join([*lines, "", f"Sitemap: {address}", ""])
        return HttpResponse(text, content_type="text/plain; charset=utf-8")


class SitemapPage(Page):
    """The list of the parts."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """One line for each part."""
        return _xml(request, sitemap.index())


class SitemapPartPage(Page):
    """Up to 5,000 public addresses."""

    access = Access.PUBLIC

    def get(self, request: HttpRequest, kind: str, number: int) -> HttpResponseBase:
        """One part, or 304 for a reader who has it."""
        document = sitemap.part(kind, number)
        if document is None:
            raise NotFound
        return _xml(request, document)


def _xml(request: HttpRequest, document: str) -> HttpResponseBase:
    content = document.encode()
    response = HttpResponse(content, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=3600"
    response["ETag"] = etag = f'"{sha256(content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=etag, response=response) or response

"""Error answers that no view of ours made: as a page, or as a problem document below /api/."""

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from rareshare.lib import json

MOST_BODY = 1024 * 1024
_TEXTS = {
    400: ("There is a problem with what was sent", "Remove what cannot be read as text."),
    403: ("You cannot do this", "Your account may not do this, or the page was open too long."),
    404: ("Not found", "There is nothing at this address."),
    405: ("This address does not do that", "This address does not answer that method."),
    411: ("Say how much you send", "Send Content-Length, not Transfer-Encoding."),
    413: ("Too large", "Send at most 1 MiB."),
    500: ("Something broke on our side", "Nothing was changed. Try again, or write to us."),
    503: ("We cannot do this right now", "Nothing was changed. Try again in a few seconds."),
}


def plain_error(request: HttpRequest, code: int) -> HttpResponse:
    """The error in the language of the door: problem+json for the API, a page for people."""
    title, detail = _TEXTS[code]
    if is_api(request):
        body = {"type": "about:blank", "title": title, "status": code, "detail": detail}
        response = HttpResponse(
            json.dumps(body), status=code, content_type="application/problem+json"
        )
    else:
        html = render_to_string(f"errors/{code}.html", _context(request, code, title))
        response = HttpResponse(html, status=code)
    if code == 503:
        response["Retry-After"] = "5"
    return response


def is_api(request: HttpRequest) -> bool:
    """True where programs ask, and an error is a problem document."""
    return request.path_info.startswith(("/api/", "/beacon/"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for what Django itself refuses (a bad host, too many fields, too large a form)."""
    too_large = type(exception).__name__ == "RequestDataTooBig"
    return plain_error(request, 413 if too_large else 400)


def forbidden(request: HttpRequest, exception: Any = None, reason: str = "") -> HttpResponse:
    """403 for a missing form token or permission."""
    return plain_error(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 with the same bytes for what is invisible and what never was."""
    return plain_error(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """503 with Retry-After while the database is away; else 500. Never a trace."""
    error = sys.exc_info()[1]
    away = isinstance(error, OperationalError | InterfaceError)
    return plain_error(request, 503 if away else 500)


def _context(request: HttpRequest, code: int, title: str) -> dict[str, Any]:
    # No user, no session, no query: an error page must not fail for the reason it reports.
    return {"title": title, "private": True, "bare": True, "status": code}

"""Every error of the API as a problem document (RFC 9457) with JSON pointers to the fields."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from rareshare.lib.errors import DomainError, Moved, TooMany

PROBLEM = "application/problem+json"
_TITLES = {
    400: "There is a problem with what was sent",
    401: "Sign in first",
    403: "You cannot do this",
    404: "Not found",
    405: "This address does not do that",
    406: "Only JSON is spoken here",
    413: "Too large",
    415: "Send JSON",
    428: "Say which version you change",
    429: "Too many tries",
    503: "We cannot do this right now",
}


def problem_handler(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """Every error as problem+json; what is no known error goes to the last resort (500)."""
    if isinstance(error, DomainError):
        return _domain_problem(error, context)
    if isinstance(error, exceptions.ValidationError):
        return problem(400, "Correct the fields that are listed.", fields=_flat(error.detail))
    if isinstance(error, exceptions.APIException):
        return _framework_problem(error)
    return _known_problem(error)


def _domain_problem(error: DomainError, context: Mapping[str, Any]) -> Response:
    headers = {"Retry-After": str(error.wait)} if isinstance(error, TooMany) else {}
    answer = problem(
        error.status, error.detail, title=error.title, fields=error.fields, headers=headers
    )
    if isinstance(error, Moved):
        answer.data["moved_to"] = error.address(context["request"].path)
    return answer


def _known_problem(error: Exception) -> Response | None:
    if isinstance(error, Http404):
        return problem(404, "There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return problem(403, "Your account may not do this.")
    if isinstance(error, OperationalError | InterfaceError):
        wait = {"Retry-After": "5"}
        return problem(503, "Nothing was changed. Try again in a few seconds.", headers=wait)
    return None


def problem(
    code: int,
    detail: str,
    *,
    title: str = "",
    fields: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document (RFC 9457); `errors` lists JSON pointers (RFC 6901) to the fields."""
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": title or _TITLES.get(code, "There is a problem"),
        "status": code,
        "detail": detail,
    }
    if fields:
        data["errors"] = [
            {"pointer": "/" + name.replace("__", "/"), "detail": text}
            for name, text in fields.items()
        ]
    return Response(data, status=code, content_type=PROBLEM, headers=dict(headers or {}))


def _framework_problem(error: exceptions.APIException) -> Response:
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        error.status_code = 401
        headers["WWW-Authenticate"] = 'Bearer realm="api"'
    detail = str(error.detail)
    if isinstance(error, exceptions.MethodNotAllowed):
        detail = "This address does not answer that method."
    elif error.detail == exceptions.PermissionDenied.default_detail:  # the framework's own words
        detail = "Your account may not do this."
    return problem(error.status_code, detail, headers=headers)


def _flat(detail: Any, prefix: str = "") -> dict[str, str]:
    if isinstance(detail, Mapping):
        found: dict[str, str] = {}
        for name, inner in detail.items():
            found.update(_flat(inner, f"{prefix}__{name}" if prefix else str(name)))
        return found
    if isinstance(detail, list):
        if all(isinstance(item, str) for item in detail):
            return {prefix or "non_field_errors": " ".join(str(item) for item in detail)}
        found = {}
        for place, inner in enumerate(detail):
            if inner:
                found.update(_flat(inner, f"{prefix}__{place}" if prefix else str(place)))
        return found
    return {prefix or "non_field_errors": str(detail)}

"""What Django REST framework is told once: who asks, who may, what is read, what is written."""

from collections.abc import Mapping
from typing import Any

from knox.auth import TokenAuthentication
from rest_framework import exceptions
from rest_framework.parsers import BaseParser
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from rareshare.lib import clock, json
from rareshare.lib.access import Ruling, ruling


class BearerAuthentication(TokenAuthentication):
    """`Authorization: Bearer …`; tokens are stored hashed, expire and can be revoked."""

    def _cleanup_token(self, auth_token: Any) -> bool:
        """True for a token past its end. The library would also read all other tokens of the
        person at each request; here the old ones go when the next one is made."""
        return auth_token.expiry is not None and auth_token.expiry < clock.now()


class SecondFactorMissing(exceptions.PermissionDenied):
    """A privileged account without its second factor opens no door."""

    default_detail = "Set up your second factor first, on your account page."


class DenyUnlessDeclared(BasePermission):
    """A view without `access` is closed; a view with it is open to that audience only. Where
    everybody may read but not write, `writing` names the audience of the methods that change."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Apply the ruling of rareshare.lib.access."""
        access = getattr(view, "access", None)
        if request.method not in SAFE_METHODS:
            access = getattr(view, "writing", None) or access
        if access is None:
            return False
        verdict = ruling(access, request.user)
        if verdict is Ruling.SECOND_FACTOR:
            raise SecondFactorMissing
        if verdict is Ruling.SIGN_IN:
            raise exceptions.NotAuthenticated("Send a token, or sign in.")
        return verdict is Ruling.OPEN


class TooLarge(exceptions.APIException):
    """The body is larger than 1 MiB."""

    status_code = 413
    default_detail = "Send at most 1 MiB."


class StrictJsonParser(BaseParser):
    """JSON of at most 1 MiB and 32 levels, without NUL and lone surrogates; else 413 or 400."""

    media_type = "application/json"

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """The parsed body; an object or a list, never a bare value."""
        body = stream.read(json.MOST_BYTES + 1)
        if len(body) > json.MOST_BYTES:
            raise TooLarge
        try:
            data = json.loads(body)
        except ValueError as error:
            raise exceptions.ParseError(f"This is not JSON that we can read: {error}.") from error
        if not isinstance(data, dict | list):
            raise exceptions.ParseError("Send a JSON object.")
        return data


class JsonRenderer(BaseRenderer):
    """JSON by orjson; problems carry their own media type."""

    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> bytes:
        """Bytes; ready-made bytes (JSON that PostgreSQL wrote) pass through unchanged."""
        if isinstance(data, bytes):
            return data
        return b"" if data is None else json.dumps(data)

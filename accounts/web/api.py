"""Tokens for scripts, and my own account."""

from typing import Any, cast

from django.contrib.auth import authenticate
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import addresses, operations, queries
from accounts.models import User
from accounts.web import limits
from accounts.web.serializers import Me, MeChange, TokenIssued, TokenRequest, TokenSeen
from rareshare.lib.access import Access, Ruling, ruling
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid, NotAllowed

_WRONG = "The address, the password or the code is not right."


class TokensApi(Api):
    """Ask for a token with address, password and code; see one's own tokens."""

    answer_is_secret = True
    access = Access.SIGNED_IN
    writing = Access.PUBLIC
    _asking: User

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Tries are counted before anything that an idempotency key could roll back."""
        if request.method == "POST" and isinstance(request.data, dict):
            limits.before_password(_plain(request), _address(request.data.get("email")))
        super().initial(request, *args, **kwargs)
        if request.method == "POST":
            self._asking = self._count_code(self._known_by_password())

    def get_authenticators(self) -> list[Any]:
        """Asking for a token needs no session, so none is looked at."""
        asking = self.request is not None and self.request.method == "POST"  # None: the schema asks
        return [] if asking else super().get_authenticators()

    @extend_schema(request=TokenRequest, responses={201: TokenIssued})
    def post(self, request: Request) -> Response:
        """A token of 30 days. The answer to a wrong address, password or code is the same."""
        user = self._asking
        self._spend_code(user)
        limits.after_right_password(_plain(request), user)
        limits.after_sign_in(_plain(request), user)
        token, expiry = operations.issue_token(user, by=user)
        return self.created(TokenIssued({"token": token, "expiry": expiry}).data)

    @extend_schema(responses=TokenSeen(many=True))
    def get(self, request: Request) -> Response:
        """One's own tokens, newest first."""
        return self.list(queries.own_tokens(_me(request)), TokenSeen, order=("-created", "-digest"))

    def _known_by_password(self) -> User:
        asked = self.body(TokenRequest)
        address, request = addresses.normalized(asked["email"]), _plain(self.request)
        user = authenticate(request, email=address, password=asked["password"])
        if not isinstance(user, User) or queries.confirmed_user_by_address(user.email) is None:
            raise AuthenticationFailed(_WRONG)
        return user

    def _count_code(self, user: User) -> User:
        if ruling(Access.SIGNED_IN, user) is Ruling.SECOND_FACTOR:
            raise NotAllowed("Set up your second factor first, on your account page.")
        if user.has_second_factor:
            if not self.body(TokenRequest)["code"]:
                raise Invalid("This account needs a code of the second factor.", field="code")
            limits.before_code(_plain(self.request), user)
        return user

    def _spend_code(self, user: User) -> None:
        if not user.has_second_factor:
            return
        code = self.body(TokenRequest)["code"]
        if operations.spend_code(user, code, by=None) is None:
            raise AuthenticationFailed(_WRONG)
        limits.after_right_code(_plain(self.request), user)


class TokenApi(Api):
    """One of my tokens."""

    access = Access.SIGNED_IN

    @extend_schema(responses={204: None})
    def delete(self, request: Request, token_id: str) -> Response:
        """Revoke it; it opens nothing from now on."""
        operations.revoke_token(_me(request), token_id, by=_me(request))
        return self.no_content()


class MeApi(Api):
    """My own account."""

    access = Access.SIGNED_IN

    @extend_schema(responses=Me)
    def get(self, request: Request) -> Response:
        """Name, place, time zone and roles; the version is the ETag."""
        me = queries.own_profile(_me(request))
        return self.ok(Me(me).data, etag=me.version)

    @extend_schema(request=MeChange, responses=Me)
    def patch(self, request: Request) -> Response:
        """Change name, place or time zone; needs If-Match with the version that was read."""
        me = queries.own_profile(_me(request))
        self.require_match(me.version)
        changes = self.body(MeChange)
        me = operations.change_profile(me, by=_me(request), changes=changes, version=me.version)
        return self.ok(Me(me).data, etag=me.version)


def _me(request: Request) -> User:
    return cast(User, request.user)


def _plain(request: Request) -> HttpRequest:
    return request._request


def _address(value: Any) -> str:
    return addresses.normalized(str(value or ""))[:254]

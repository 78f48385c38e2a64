"""What the doors for signed-out people need around them: limits, and nowhere without a factor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.web import limits
from rareshare.lib.errors import TooMany
from rareshare.lib.pages import error_page

GetResponse = Callable[[HttpRequest], HttpResponse]

# Doors of the sign-in library for signed-out people; each POST is one knock.
_DOORS = frozenset(
    {
        "account_login",
        "account_signup",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_email_verification_sent",
        "account_reset_password",
        "account_confirm_password_reset_code",
        "account_complete_password_reset",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
# What a person without the second factor that the role needs may still open of those pages.
_SET_UP = frozenset({"account_logout", "account_reauthenticate", "account_inactive"})


def _name(request: HttpRequest) -> str:
    return (request.resolver_match and request.resolver_match.url_name) or ""


class SignInLimitMiddleware:
    """Counts knocks per network, and turns a reached limit into a page that says how to go on."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is done when the door is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Count a POST to one of the doors."""
        name = _name(request)
        if request.method != "POST" or name not in _DOORS:
            return None
        try:
            limits.knock(request, sign_up=name == "account_signup")
        except TooMany as error:
            return error_page(request, error)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A limit that was reached inside one of the library's views."""
        return error_page(request, error) if isinstance(error, TooMany) else None


class SecondFactorMiddleware:
    """The sign-in library's own pages follow the ruling too: whoever lacks a factor that the role
    needs reaches nothing but its set-up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; the work is done when the door is known."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Send such a person to the set-up page."""
        name = _name(request)
        if not name.startswith("account_") or name in _SET_UP:
            return None
        user = request.user
        if user.is_authenticated and user.lacks_second_factor:
            return redirect("mfa_index")
        return None

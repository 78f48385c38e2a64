"""Limits on sign-in."""

from typing import Any


class SignInLimitMiddleware:
    """Counts tries."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        """Pass."""
        return self.get_response(request)

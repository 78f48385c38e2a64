"""Forms of the account pages."""

from typing import Any

from django import forms


class JoinForm(forms.Form):
    """What a new member tells us besides e-mail and password."""

    def signup(self, request: Any, user: Any) -> None:
        """Nothing more yet."""

"""Forms of the second factor: every code is counted, and spent once."""

from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.internal.flows.add import validate_can_add_authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn

from accounts import operations
from accounts.web import limits
from accounts.web.forms import plain_field

_CODE = ("Code", "Write the code.")
_HINT = "From your authenticator app, or one of your recovery codes."
_KEY_NAME = ("Name of the passkey", "Write a name.")


class _CodeMixin:
    """One text field for a code of the app or a recovery code."""

    use_required_attribute = False
    user: Any
    cleaned_data: dict[str, Any]
    authenticator: Any

    def clean_code(self) -> str:
        """Count the try, then spend the code."""
        code = str(self.cleaned_data["code"])
        limits.before_code(context.request, self.user)
        self.authenticator = operations.spend_code(self.user, code, by=None)
        if self.authenticator is None:
            raise get_adapter().validation_error("incorrect_code")
        self.authenticator.user = self.user
        limits.after_right_code(context.request, self.user)
        return code


class AuthenticateForm(_CodeMixin, base.AuthenticateForm):
    """The second step of sign-in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint=_HINT, inputmode="text")

    def clean_code(self) -> str:
        """With the right code the sign-in is whole."""
        code = super().clean_code()
        limits.after_sign_in(context.request, self.user)
        return code


class ReauthenticateForm(_CodeMixin, base.ReauthenticateForm):
    """The second factor once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint=_HINT, inputmode="text")


class ActivateForm(totp.ActivateTOTPForm):
    """The first code of a new authenticator app proves that it is set up."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint="The app shows 6 digits.", inputmode="numeric")

    def clean_code(self) -> str:
        """Spend the code, so that it cannot open the account a moment later."""
        validate_can_add_authenticator(self.user)
        code = str(self.cleaned_data["code"])
        limits.before_code(context.request, self.user)
        if not operations.spend_step(self.user, self.secret, code, by=self.user):
            raise get_adapter().validation_error("incorrect_code")
        limits.after_right_code(context.request, self.user)
        return code


class _CeremonyMixin:
    """The browser's answer to a passkey question; what is no such answer is a wrong one."""

    use_required_attribute = False

    def clean_credential(self) -> Any:
        """The library trusts the shape of the answer; strangers do not keep to shapes."""
        try:
            return super().clean_credential()  # type: ignore[misc]
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class KeyForm(_CeremonyMixin, webauthn.AuthenticateWebAuthnForm):
    """A passkey as the second step."""

    def clean_credential(self) -> Any:
        """With the right passkey the sign-in is whole."""
        authenticator = super().clean_credential()
        limits.after_sign_in(context.request, self.user)
        return authenticator


class KeyAgainForm(_CeremonyMixin, webauthn.ReauthenticateWebAuthnForm):
    """A passkey once more, before something that matters."""


class KeyAloneForm(_CeremonyMixin, webauthn.LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class AddKeyForm(webauthn.AddWebAuthnForm):
    """A new passkey."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "name", *_KEY_NAME, hint="So that you can tell your passkeys apart.")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = "Let me sign in with this passkey alone", True
        alone.help_text = "Your device then asks for your finger, face or PIN."

    def clean(self) -> dict[str, Any]:
        """As above: any shape but the right one is a wrong answer."""
        try:
            return dict(super().clean())
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class RenameKeyForm(webauthn.EditWebAuthnForm):
    """Another name for a passkey."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "name", *_KEY_NAME)

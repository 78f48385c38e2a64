"""Forms of sign-in, sign-up and password, in our own words and with our own limits."""

from typing import Any

from allauth.account import forms as library
from allauth.account.internal.flows import signup
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import addresses, operations, queries
from accounts.web import limits
from accounts.web.forms import plain_field
from rareshare.lib.errors import Invalid, WrongState

# What a browser that signed up keeps until it confirms: for whom, and the hash of its password.
_JOINING = "joining"
_ADDRESS = ("E-mail address", "Write your e-mail address.")
_NEW = ("Password", "Write a password of 10 characters or more.")
_HINT = "10 characters or more. A few words in a row are easy to keep in mind."
_CODE = ("Code", "Write the code from our e-mail.")
_CODE_HINT = "It is in the e-mail that we sent. Capital or small letters do not matter."


def checked_address(address: str) -> str:
    """The one spelling of an address, or an error for its field."""
    try:
        return addresses.checked(address)
    except Invalid as error:
        raise ValidationError(error.detail) from error


class SignInForm(library.LoginForm):
    """Address and password; both can be pasted."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "login", *_ADDRESS, autocomplete="username")
        plain_field(self, "password", "Password", "Write your password.")

    def clean_login(self) -> str:
        """The one spelling of the address."""
        return checked_address(self.cleaned_data["login"])


class SignUpForm(library.SignupForm):
    """Address and password. The answer is the same whether or not the address has an account."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "email", *_ADDRESS, hint="We send a code to this address.")
        plain_field(self, "password1", *_NEW, hint=_HINT)

    def clean_email(self) -> str:
        """The one spelling of the address; whether it is known is not asked here."""
        return checked_address(self.cleaned_data["email"])

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """Open the account, or let the owner of the known address know by mail. The password waits
        in this browser's session: another sign-up with the address neither sees nor changes it."""
        address = self.cleaned_data["email"]
        limits.before_letter(request, address)
        hashed = make_password(self.cleaned_data["password1"])
        user = operations.open_unconfirmed(address)
        waiting = {"user": user.pk if user else None, "address": address, "password": hashed}
        request.session[_JOINING] = waiting
        if user is None:
            return None, signup.prevent_enumeration(request, email=address)
        return user, None


class RequestCodeForm(library.RequestLoginCodeForm):
    """Ask for a sign-in code by e-mail."""

    use_required_attribute = False
    _user: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "email", *_ADDRESS)

    def clean_email(self) -> str:
        """Count the letter, known address or not, then look for its account."""
        address = checked_address(self.cleaned_data["email"])
        limits.before_letter(context.request, address)
        self._user = queries.confirmed_user_by_address(address)
        return address


class SignInCodeForm(library.ConfirmLoginCodeForm):
    """The code that came by e-mail."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint=_CODE_HINT, autocapitalize="characters")


class AddressCodeForm(library.ConfirmEmailVerificationCodeForm):
    """The code that proves that a person reads an address."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint=_CODE_HINT, autocapitalize="characters")

    def clean_code(self) -> str:
        """A right code settles the password of this browser's sign-up, and frees the address from
        another account that never confirmed it."""
        code = library.BaseConfirmCodeForm.clean_code(self)
        if self.user is not None and self.email:
            self._settle_password()
            operations.release_address(self.email, self.user, by=None)
        return str(super().clean_code() and code)

    def _settle_password(self) -> None:
        session = context.request.session
        waiting = session.get(_JOINING) or {}
        if (waiting.get("user"), waiting.get("address")) != (self.user.pk, self.email):
            return  # a new address of somebody who is signed in, or a sign-in that was not finished
        try:
            operations.settle_password(self.user, self.email, waiting["password"], by=None)
        except WrongState as error:
            clear_login(context.request)  # so that signing up starts again
            raise ValidationError(error.detail) from error
        del session[_JOINING]


class ForgottenForm(library.ResetPasswordForm):
    """Ask for a code to set a new password."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "email", *_ADDRESS)

    def clean_email(self) -> str:
        """Count the letter, known address or not, then look for its account."""
        address = checked_address(self.cleaned_data["email"])
        limits.before_letter(context.request, address)
        user = queries.user_by_address(address)
        self.users = [user] if user else []
        return address


class ForgottenCodeForm(library.ConfirmPasswordResetCodeForm):
    """The code that allows a new password."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "code", *_CODE, hint=_CODE_HINT, autocapitalize="characters")


class _OnePassword:
    """The new password is typed once: a second field only stops password managers and paste."""

    use_required_attribute = False
    fields: Any

    def _one_password(self) -> None:
        plain_field(self, "password1", *_NEW, hint=_HINT)  # type: ignore[arg-type]
        del self.fields["password2"]


class NewPasswordForm(_OnePassword, library.ResetPasswordKeyForm):
    """A new password after a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._one_password()


class FirstPasswordForm(_OnePassword, library.SetPasswordForm):
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._one_password()


class ChangePasswordForm(_OnePassword, library.ChangePasswordForm):
    """A new password instead of the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._one_password()
        plain_field(self, "oldpassword", "Present password", "Write your present password.")
        self.fields["password1"].label = "New password"

    def clean_oldpassword(self) -> str:
        """A guess here counts like a guess at the door."""
        request = context.request
        limits.before_password(request, self.user.email)
        password = str(super().clean_oldpassword())
        limits.after_right_password(request, self.user)
        return password


class NewAddressForm(library.AddEmailForm):
    """A new e-mail address; it counts when its code was typed."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "email", "New e-mail address", "Write your new e-mail address.")

    def clean_email(self) -> str:
        """Nothing is said about other people's accounts: the code goes to the address itself."""
        address = checked_address(self.cleaned_data["email"])
        if address == self.user.email:
            raise ValidationError("This is your address already. Write the new one.")
        limits.before_letter(context.request, address)
        return address


class AgainForm(library.ReauthenticateForm):
    """The password once more, before something that matters."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain_field(self, "password", "Password", "Write your password.")

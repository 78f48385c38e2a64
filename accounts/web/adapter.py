"""Where the sign-in library meets the house: letters, limits, passwords and sealed secrets."""

from typing import Any

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages as django_messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from qrcode.image.svg import SvgPathFillImage

from accounts import addresses, operations, queries
from accounts.models import User
from accounts.web import limits
from accounts.web.texts import ERRORS, FACTOR_ERRORS, HAPPENED, LETTERS, NOTES
from rareshare.lib.errors import Invalid
from rareshare.lib.web.visitor import network_of


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up, sign-in and address changes."""

    error_messages = {**DefaultAccountAdapter.error_messages, **ERRORS}

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue one of our letters. Nothing is sent inside a request, so that it takes as long and
        answers the same whether or not the address is known, and with the mail server down."""
        kind = LETTERS[template_prefix.rpartition("/")[2]]
        facts = {"code": str(context["code"])} if "code" in context else {}
        operations.queue_security_letter(kind, address=email, facts=facts)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person that something about the account changed. After a change of a second
        factor all other sessions end (ASVS 7.4.3)."""
        name = template_prefix.rpartition("/")[2]
        if template_prefix.startswith("mfa/"):
            _end_other_sessions(self.request, user)
        facts = {"what": HAPPENED[name]}
        operations.queue_security_letter(
            "account_changed", address=email or user.email, facts=facts
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Our own words, and only where the next page does not say it by itself."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        text = message or NOTES.get(name)
        if text:
            django_messages.add_message(request, level, text, extra_tags=extra_tags)

    def clean_email(self, email: str) -> str:
        """The one spelling of an address."""
        try:
            return addresses.checked(email)
        except Invalid as error:
            raise ValidationError(error.detail) from error

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends all other sessions and all tokens."""
        operations.renew_password(user, password, by=None)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try first: whatever runs in parallel is counted too."""
        limits.before_password(request, _address(credentials))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """Check the password; a right one gives the counted try back."""
        self.pre_authenticate(request, **credentials)
        user = authenticate(request, **credentials)
        if user is not None:
            limits.after_right_password(request, user)
        return user

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in with the account as it is now: confirming its address settled its password."""
        user.refresh_from_db(fields=["password", "session_epoch"])
        super().login(request, user)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The network that limits count by."""
        return network_of(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """People choose their name first, then go on to their page."""
        user = request.user
        if user.is_authenticated and not user.name_chosen:
            return reverse("accounts:profile")
        return str(settings.LOGIN_REDIRECT_URL)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new person chooses the name that others see."""
        return reverse("accounts:profile")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the profile."""
        return reverse("accounts:profile")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = {**DefaultMFAAdapter.error_messages, **FACTOR_ERRORS}

    def encrypt(self, text: str) -> str:
        """Secrets of second factors lie sealed in rows of their own; the library keeps a key."""
        return operations.seal_factor_secret(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, for the moment of comparing."""
        return queries.factor_secret(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The square code on white, so that phones can read it on a dark page too."""
        return str(qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode"))

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """A person with a role keeps at least one authenticator app or passkey."""
        factors = ["totp", "webauthn"]
        others = authenticator.user.authenticator_set.exclude(pk=authenticator.pk)
        return not authenticator.user.is_privileged or others.filter(type__in=factors).exists()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A first name for a passkey."""
        number = user.authenticator_set.filter(type=type).count() + 1
        return f"Passkey {number}" if number > 1 else "My passkey"


def _address(credentials: dict[str, Any]) -> str:
    return addresses.normalized(str(credentials.get("email", "")))


def _end_other_sessions(request: HttpRequest, user: User) -> None:
    changed = operations.sign_out_everywhere(user, by=None)
    if request.user == changed:  # the session in which it was changed goes on
        update_session_auth_hash(request, changed)

"""The forms under a consent text."""

from typing import Any

from django import forms

from rareshare.lib.forms import ChoiceOf, LineField
from registry.enrollment.models import ConsentVersion
from registry.enrollment.signing import Signing


class SignForm(forms.Form):
    """A typed name, every statement ticked by hand, and the password where it is needed."""

    sha256 = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput())
    printed_name = LineField(
        limit=150,
        label="Your full name, as your signature",
        error_messages={"required": "Type your full name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(
        self, *args: Any, version: ConsentVersion, needs_password: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.fields["sha256"].initial = version.sha256
        for statement in version.statements:
            self.fields[f"statement_{statement['key']}"] = forms.BooleanField(
                label=statement["text"],
                error_messages={"required": "Tick this, if it is true."},
            )
        if needs_password:
            self.fields["password"] = forms.CharField(
                label="Your password",
                help_text="You signed in a while ago. We want to be sure that it is you.",
                max_length=200,
                error_messages={"required": "Type your password."},
                widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            )

    def signing(self, *, recently: bool) -> Signing:
        """What was signed."""
        data = self.cleaned_data
        ticked = {name.removeprefix("statement_") for name, value in data.items() if value is True}
        return Signing(
            sha256=data["sha256"],
            printed_name=data["printed_name"],
            statements=frozenset(ticked),
            password=data.get("password", ""),
            signed_in_recently=recently,
        )


class CheckForm(forms.Form):
    """One check question: it checks the words, not the person."""

    answer = ChoiceOf([], label="")

    def __init__(self, *args: Any, check: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.label = check["question"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(place), text) for place, text in enumerate(check["options"])]

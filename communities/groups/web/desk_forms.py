"""The forms with which staff close, reopen and merge communities."""

from typing import Any

from django import forms

from rareshare.lib.forms import LineField, TextField


class ReasonForm(forms.Form):
    """Why."""

    reason = TextField(
        limit=2_000,
        rows=3,
        label="Why?",
        help_text="It stays in the history. Only staff read it.",
        error_messages={"required": "Say why. It stays in the history."},
    )


class TargetForm(forms.Form):
    """Which community takes this one in."""

    target = LineField(
        limit=300,
        label="Which community takes it in?",
        help_text="Its address, or the last part of its address.",
        error_messages={"required": "Enter the address of the other community."},
    )

    def clean_target(self) -> str:
        """The part of the address that names it."""
        parts = [part for part in self.cleaned_data["target"].split("/") if part]
        return parts[parts.index("c") + 1] if "c" in parts[:-1] else parts[-1] if parts else ""


class MergeForm(ReasonForm):
    """The last word, typed."""

    name = LineField(limit=200, label="Name", error_messages={"required": "Type the name."})
    field_order = ("reason", "name")

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = name
        self.fields["name"].label = f"Type “{name}” to confirm"

    def clean_name(self) -> str:
        """Exactly the name of what will be gone."""
        if self.cleaned_data["name"] != self._name:
            raise forms.ValidationError(f"Type the name as it stands here: {self._name}")
        return self._name

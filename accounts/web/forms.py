"""Forms of the account pages that are our own, and the base of sign-up."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts import places
from accounts.models import BlockKind
from accounts.names import MAX_LENGTH
from rareshare.lib.forms import ChoiceOf, LineField


class JoinForm(forms.Form):
    """The base of sign-up: an address and a password, nothing else. Names come after the address
    is confirmed, so that this page never tells which names are taken."""

    def signup(self, request: HttpRequest, user: Any) -> None:
        """Nothing more is asked at sign-up."""


def plain_field(
    form: forms.Form, name: str, label: str, needed: str, *, hint: str = "", **attrs: str
) -> None:
    """Give a field of a library our label, hint and errors; placeholders are no labels."""
    field = form.fields[name]
    field.label, field.help_text = label, hint
    field.error_messages["required"] = needed
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attrs)


class LongSelect(forms.Select):
    """A list of hundreds of choices, written in one go: a template per option is slow."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The same HTML as the parent's for plain choices."""
        chosen = "" if value is None else str(value)
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            (
                (key, mark_safe(" selected") if key == chosen else "", text)
                for key, text in self.choices
            ),
        )
        built = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        return format_html("<select{}>\n{}\n</select>", flatatt(built), options)


def _countries() -> list[tuple[str, str]]:
    return [("", "I do not want to say"), *places.countries().items()]


class ProfileForm(forms.Form):
    """Who I am here: the name that others see, and where I live."""

    display_name = LineField(
        limit=MAX_LENGTH,
        label="Your name here",
        help_text="Other people see this name. It does not have to be your real name.",
        error_messages={"required": "Write a name."},
    )
    country = forms.ChoiceField(
        label="Country",
        required=False,
        choices=_countries,
        widget=LongSelect(),
        help_text="It sets your time zone. Others see it only if you say so on your page.",
    )
    state = LineField(limit=60, label="State or region", required=False)
    time_zone = forms.ChoiceField(
        label="Time zone",
        required=False,
        help_text="We choose it from your country. Change it if it is not right.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, zones: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(zone, zone.replace("_", " ")) for zone in zones]
        cast(forms.ChoiceField, self.fields["time_zone"]).choices = [("", "Choose for me"), *named]


class LettersForm(forms.Form):
    """Which letters may come; one checkbox per purpose."""

    def __init__(self, *args: Any, purposes: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wanted"] = forms.MultipleChoiceField(
            label="Write to me about",
            required=False,
            choices=list(purposes.items()),
            widget=forms.CheckboxSelectMultiple(),
        )


class BlockForm(forms.Form):
    """How far the distance goes; nothing is chosen beforehand."""

    kind = ChoiceOf(
        [
            (BlockKind.MUTE, "Mute: I do not want to read this person"),
            (BlockKind.BLOCK, "Block: this person shall not reach me either"),
        ],
        label="What do you want?",
        help_text="The person does not learn of it. You can change it at any time.",
        error="Choose whether to mute or to block.",
    )

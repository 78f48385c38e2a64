"""The forms of this room."""

from typing import Any

from django import forms

from communities.people.models import Audience
from communities.people.operations.profiles import LIMITS
from rareshare.lib.forms import LineField, TextField


def _audience(what: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=Audience.choices, label=f"Who may see {what}?")


class ProfileForm(forms.Form):
    """Each part, and right behind it who may see it."""

    about = TextField(
        limit=LIMITS["about"],
        label="About me",
        help_text="What others may know of you, in your own words. At most 1,000 characters.",
        required=False,
    )
    about_for = _audience("this text")
    country_for = _audience("your country")
    languages = LineField(
        limit=LIMITS["languages"],
        label="Languages I speak",
        help_text="For example: English, a little Spanish.",
        required=False,
    )
    languages_for = _audience("your languages")
    link = LineField(
        limit=LIMITS["link"],
        label="My page elsewhere",
        help_text="A web address that starts with https://.",
        required=False,
    )
    link_for = _audience("this link")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = f"You told us: {country}." if country else "You did not tell us your country."
        self.fields["country_for"].help_text = told


class StopForm(forms.Form):
    """What was seen; both decisions need it."""

    reason = TextField(
        limit=1000,
        rows=3,
        label="What did you see?",
        help_text="One or two sentences. It stays in the history.",
        error_messages={"required": "Say what you saw."},
    )

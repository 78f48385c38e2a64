"""The forms of the help and display pages."""

from django import forms

from rareshare.home import display
from rareshare.home.operations import LONGEST_MESSAGE, LONGEST_REACH
from rareshare.home.overview import SHOWN
from rareshare.home.states import Channel
from rareshare.lib.forms import ChoiceOf, LineField, TextField


class ContactForm(forms.Form):
    """How to reach a person, and what they want to ask."""

    channel = ChoiceOf(
        Channel.choices,
        label="How can we reach you?",
        error="Choose how we can reach you.",
    )
    reach = LineField(
        limit=LONGEST_REACH,
        label="Your e-mail address or phone number",
        help_text="With a phone number, say when a call suits you.",
        error_messages={"required": "Enter your e-mail address or phone number."},
    )
    message = TextField(
        limit=LONGEST_MESSAGE,
        label="What would you like to ask or tell us?",
        help_text="You do not have to name your illness.",
        error_messages={"required": "Write what you would like to ask."},
    )
    # People never see this field; programs that fill in every field give themselves away.
    website = forms.CharField(required=False, widget=forms.HiddenInput())

    @property
    def from_a_program(self) -> bool:
        """True where the trap was filled in."""
        return bool(self.cleaned_data.get("website"))


class DisplayForm(forms.Form):
    """How this browser shows the site."""

    size = ChoiceOf(list(display.SIZES.items()), label="Text size")
    spacing = ChoiceOf(list(display.SPACINGS.items()), label="Spacing")
    theme = ChoiceOf(list(display.THEMES.items()), label="Colors")
    outlook = ChoiceOf(
        list(display.OUTLOOKS.items()),
        label="Outlook",
        help_text="Some pages have a part with numbers about how long people live.",
    )
    energy = ChoiceOf(
        list(display.ENERGIES.items()),
        label="Low-energy view",
        help_text="For tired days. You can turn it off again here.",
    )


class OverviewForm(forms.Form):
    """Which communities the overview of staff shows."""

    show = forms.ChoiceField(choices=list(SHOWN.items()), required=False, label="Show")
    q = LineField(limit=100, required=False, label="Part of the name")

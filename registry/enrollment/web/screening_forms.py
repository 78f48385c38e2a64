"""One form for each question of the screening."""

from typing import Any

from django import forms

from accounts import places
from communities.conditions.models import Condition
from communities.conditions.queries import Match
from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField, TextField
from registry.enrollment import steps
from registry.enrollment.states import AffectedStatus, Channel, Subject

NONE_YET = (steps.UNDIAGNOSED, "There is no diagnosis yet")
_KNOWN = [pair for pair in AffectedStatus.choices if pair[0] != AffectedStatus.UNDIAGNOSED]


class ScreenForm(forms.Form):
    """The base: it knows the answers given so far, and gives its own as plain text."""

    def __init__(self, *args: Any, answers: steps.Answers, **kwargs: Any) -> None:
        self.answers = answers
        super().__init__(*args, **kwargs)
        self.adapt()

    def adapt(self) -> None:
        """Change the fields according to earlier answers."""

    def given(self) -> dict[str, str]:
        """What was answered, as text."""
        return {name: str(value or "") for name, value in self.cleaned_data.items()}


class WhoForm(ScreenForm):
    """For whom."""

    subject = ChoiceOf(Subject.choices, label="Who is this for?")


class ConditionForm(ScreenForm):
    """Which condition: chosen from what a search found."""

    condition = ChoiceOf([], label="Choose one", error="Choose a condition, or search for it.")

    def __init__(self, *args: Any, matches: list[Match], **kwargs: Any) -> None:
        self.matches = matches
        super().__init__(*args, **kwargs)

    def adapt(self) -> None:
        """Offer what was found, what was chosen before, and that there is no diagnosis."""
        found = {match.key: f"{match.name} ({match.why})" for match in self.matches}
        before = self.answers.get("condition", "")
        posted = str(self.data.get("condition", "")) if self.is_bound else ""
        for key in {before, posted} - {"", steps.UNDIAGNOSED, *found}:
            if kept := Condition.objects.active().filter(key=key[:20]).first():
                found[kept.key] = kept.name
        field = self.fields["condition"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*found.items(), NONE_YET]


class KnownForm(ScreenForm):
    """How the condition is known."""

    affected_status = ChoiceOf(_KNOWN, label="How do you know about the condition?")


class NameForm(ScreenForm):
    """The full name."""

    name = LineField(
        limit=150,
        label="What is your full name?",
        help_text="As it stands on a passport or birth record.",
        error_messages={"required": "Enter the full name."},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def adapt(self) -> None:
        """Ask about the person whom it is for."""
        if steps.whose(self.answers) != Subject.SELF:
            self.fields["name"].label = "What is the full name of the person who would join?"
            self.fields["name"].widget.attrs["autocomplete"] = "off"


class BornForm(ScreenForm):
    """The date of birth, in three fields."""

    date_of_birth = DatePartsField(
        subject="Date of birth",
        birthday=True,
        label="When were you born?",
        help_text="For example, 27 3 1970",
    )

    def adapt(self) -> None:
        """Ask about the person whom it is for."""
        if steps.whose(self.answers) != Subject.SELF:
            self.fields["date_of_birth"].label = "When was the person born?"


class CountryForm(ScreenForm):
    """The country."""

    country = forms.ChoiceField(
        label="Which country do you live in?",
        choices=lambda: [("", "Choose a country"), *places.countries().items()],
        error_messages={"required": "Choose a country.", "invalid_choice": "Choose a country."},
    )


class RegionForm(ScreenForm):
    """The state or region, where the law or the time zone depends on it."""

    region = forms.ChoiceField(
        label="Which state or region?",
        error_messages={"required": "Choose a state or region."},
    )

    def adapt(self) -> None:
        """Offer the regions of the chosen country."""
        names = sorted(places.states(self.answers.get("country", "")))
        field = self.fields["region"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "Choose one"), *((name, name) for name in names)]


class ContactForm(ScreenForm):
    """How to reach the person, and how quietly."""

    channel = ChoiceOf(
        Channel.choices, label="How may we reach you first?", error="Choose how to reach you."
    )
    phone = LineField(
        limit=40,
        required=False,
        label="Phone number",
        help_text="With the country code, such as +1 605 555 0100. Only if you chose phone.",
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    may_leave_message = ChoiceOf(
        [("yes", "Yes, a short one"), ("no", "No, only speak with me")],
        required=False,
        label="May we leave a message on your phone?",
    )
    address = TextField(
        limit=500,
        rows=4,
        required=False,
        label="Postal address",
        help_text="Only if you chose post.",
    )

    def clean(self) -> dict[str, Any]:
        """A way to reach somebody needs its number or address."""
        data = super().clean() or {}
        if data.get("channel") == Channel.PHONE and not data.get("phone"):
            self.add_error("phone", "Enter your phone number.")
        if data.get("channel") == Channel.POST and not data.get("address"):
            self.add_error("address", "Enter your postal address.")
        return data


FORMS: dict[str, type[ScreenForm]] = {
    "who": WhoForm,
    "condition": ConditionForm,
    "known": KnownForm,
    "name": NameForm,
    "born": BornForm,
    "country": CountryForm,
    "region": RegionForm,
    "contact": ContactForm,
}

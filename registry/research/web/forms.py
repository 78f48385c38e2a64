"""The forms of research."""

from typing import Any, cast

from django import forms

from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField, TextField
from registry.research.states import AgeBand, Ask, Purpose, Region, VoteChoice

ANY = ("", "All")


class ProfileForm(forms.Form):
    """Where a researcher works, and the rules."""

    institution = LineField(
        label="Where do you work?", error_messages={"required": "Say where you work."}
    )
    orcid = LineField(
        label="ORCID iD",
        required=False,
        limit=40,
        help_text="For example 0000-0002-1825-0097",
    )
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    accepted = forms.BooleanField(
        label="I have read the rules and I will keep them",
        error_messages={"required": "Tick the box if you accept the rules."},
    )


class FindForm(forms.Form):
    """Which illness a question is about."""

    search = LineField(
        label="Which condition?",
        help_text="Any name or code",
        error_messages={"required": "Type a name or a code."},
    )


class AskForm(forms.Form):
    """The closed menu of a question."""

    search = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    condition = ChoiceOf((), label="Which condition do you mean?", error="Choose a condition.")
    age_band = ChoiceOf(
        [ANY, *AgeBand.choices], label="Age group", required=False, widget=forms.Select
    )
    region = ChoiceOf(
        [ANY, *Region.choices], label="World region", required=False, widget=forms.Select
    )
    about = TextField(label="What would you like to study?", required=False, limit=2_000)

    def __init__(self, *args: Any, conditions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["condition"]
        assert isinstance(field, ChoiceOf)  # noqa: S101 - declared above
        field.choices = conditions


class StartForm(forms.Form):
    """The beginning of an application."""

    title = LineField(
        label="Name of the study", error_messages={"required": "Give the study a name."}
    )
    ask = ChoiceOf(Ask.choices, label="What do you ask for?")


class ApplicationForm(forms.Form):
    """What the board needs to know. Drafts may have gaps; sending checks them."""

    version = forms.IntegerField(min_value=1, max_value=1_000_000, widget=forms.HiddenInput)
    title = LineField(label="Name of the study")
    ask = ChoiceOf(Ask.choices, label="What do you ask for?")
    lay_summary = TextField(
        label="The study in plain words",
        help_text="Participants will read this.",
        limit=3_000,
    )
    purpose = ChoiceOf(Purpose.choices, label="What is it for?")
    data_asked = TextField(
        label="What do you ask for, and why do you need it?", limit=3_000, rows=4
    )
    what_you_do = TextField(label="What would a participant do?", limit=2_000, rows=3)
    cost_and_pay = TextField(label="Travel, cost and pay for participants", limit=1_000, rows=2)
    risks = TextField(label="What could go wrong?", limit=2_000, rows=3)
    ethics_number = LineField(label="Number of the ethics approval", limit=120)
    ethics_expires_on = DatePartsField(
        label="When does the ethics approval end?", subject="The end date"
    )
    ends_on = DatePartsField(label="What is the last day of the study?", subject="The last day")

    def full_clean(self) -> None:
        """A draft may have gaps: only sending asks for everything."""
        gaps = [name for name in self.fields if name not in {"version", "title", "ask"}]
        for name in gaps:
            self.fields[name].required = False
        super().full_clean()
        for name in gaps:
            self.fields[name].required = True


class AgreementForm(forms.Form):
    """The signature under the rules of use."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    printed_name = LineField(
        label="Your full name", error_messages={"required": "Enter your full name."}
    )
    accepted = forms.BooleanField(
        label="I sign this agreement",
        error_messages={"required": "Tick the box if you want to sign."},
    )


class VoteForm(forms.Form):
    """A member's vote."""

    choice = ChoiceOf(VoteChoice.choices, label="My vote", error="Choose your vote.")
    reason = TextField(
        label="Reason",
        help_text="The researcher will read it, without your name.",
        limit=3_000,
        error_messages={"required": "Give a reason."},
    )


class NoteForm(forms.Form):
    """A note to the researcher."""

    note = TextField(
        label="Reason",
        help_text="The researcher will read it.",
        limit=3_000,
        error_messages={"required": "Say why. The researcher will read it."},
    )


class ConflictForm(forms.Form):
    """Stepping out."""

    reason = TextField(label="Why?", required=False, limit=1_000, rows=3)


class CampaignForm(forms.Form):
    """Until when participants can answer."""

    answer_by = DatePartsField(label="Last day to answer", subject="The last day")


class AnswerForm(forms.Form):
    """A participant's answer to a study."""

    answer = ChoiceOf(
        [
            ("yes", "Yes, give them my e-mail tomorrow at 12:00"),
            ("yes_now", "Yes, give them my e-mail now"),
            ("not_now", "Not now, ask me in 3 months"),
            ("no", "No"),
        ],
        label="Do you want to hear more?",
    )

    def __init__(self, *args: Any, zone: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = cast(ChoiceOf, self.fields["answer"])
        (value, text), *others = cast(list[tuple[str, str]], answer.choices)
        text = f"{text} ({zone} time). I can change my mind before."
        answer.choices = [(value, text), *others]


class LiftForm(forms.Form):
    """What staff found when they looked at a researcher's questions."""

    researcher = forms.IntegerField(min_value=1, max_value=2**62, widget=forms.HiddenInput)
    note = LineField(
        label="What did you find?",
        limit=500,
        error_messages={"required": "Write down what you found."},
    )

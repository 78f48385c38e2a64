"""The forms of this room: one question on each page, and what staff decide."""

import re
from typing import Any, cast

from django import forms

from communities.groups.models import Role as Link
from communities.proposals.models import About
from communities.proposals.operations.moving import MOST_NAMES, NAME_LIMIT, WORDS_LIMIT
from communities.proposals.states import Reason, State
from rareshare.lib.forms import ChoiceOf, LineField, TextField

DECIDED = [
    (State.APPROVED, "Opened"),
    (State.DECLINED, "Declined"),
    (State.WITHDRAWN, "Taken back"),
]
_LISTED = "condition:"
_BETWEEN_NAMES = re.compile("[,;\u060c\u061b\u3001\uff0c\uff1b]")


def lines_of(text: str) -> list[str]:
    """One name a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def names_of(text: str) -> list[str]:
    """One name a line, or several with commas or semicolons of any script between them."""
    return lines_of(_BETWEEN_NAMES.sub("\n", text))


class StartForm(forms.Form):
    """Question 1: the name; from a page of the catalogue the illness itself comes along."""

    name = LineField(
        limit=NAME_LIMIT,
        label="What is the illness called?",
        help_text="Any name is fine. If there is no diagnosis yet, say what the group is about.",
        error_messages={"required": "Write the name."},
    )
    condition = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput())


class AboutForm(forms.Form):
    """Question 1 goes on: is it one of these?"""

    about = ChoiceOf([], label="Is it one of these?", error="Choose one of these.")

    def __init__(self, *args: Any, near: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(f"{_LISTED}{one.match.key}", one.match.name) for one in near]
        others = [choice for choice in About.choices if choice[0] != About.LISTED]
        cast(ChoiceOf, self.fields["about"]).choices = [*listed, *others]

    def clean_about(self) -> dict[str, str]:
        """What it is about, and the key of the illness where it is one of the list."""
        value = self.cleaned_data["about"]
        if value.startswith(_LISTED):
            return {"about": About.LISTED, "key": value.removeprefix(_LISTED)}
        return {"about": value, "key": ""}


class NamesForm(forms.Form):
    """Question 2: other names."""

    other_names = TextField(
        limit=MOST_NAMES * (NAME_LIMIT + 2),
        rows=4,
        required=False,
        label="What else is it called?",
        help_text="Other names, short names, names in other languages. "
        "One on each line, or with commas between them.",
    )

    def clean_other_names(self) -> list[str]:
        """Each name by itself."""
        return names_of(self.cleaned_data["other_names"])


class WhyForm(forms.Form):
    """Question 3: who it is for."""

    why = TextField(
        limit=WORDS_LIMIT,
        label="Who is the community for?",
        help_text="A few words are enough. Only our team reads this.",
        error_messages={"required": "Say who the community is for."},
    )


class LinkForm(forms.Form):
    """Question 4: what the person has to do with it, and whether they want to lead."""

    link = ChoiceOf(
        Link.choices, label="What brings you here?", error="Choose what brings you here."
    )
    wants_to_lead = ChoiceOf(
        [("yes", "Yes, I want to lead it"), ("no", "No, I only want to take part")],
        label="Do you want to lead it at first?",
        help_text="Leaders welcome people and look after the page. Their names are public. "
        "You can stop at any time.",
        error="Choose whether you want to lead.",
    )

    def clean_wants_to_lead(self) -> bool:
        """Yes or no."""
        return bool(self.cleaned_data["wants_to_lead"] == "yes")


class SendForm(forms.Form):
    """No question any more: one button."""


class AnswerForm(forms.Form):
    """What our team wanted to know."""

    answer = TextField(
        limit=WORDS_LIMIT,
        label="Your answer",
        error_messages={"required": "Write your answer."},
    )


class ApproveForm(AboutForm):
    """What staff open, corrected where needed."""

    name = LineField(
        limit=NAME_LIMIT,
        label="Name of the community",
        error_messages={"required": "Write the name."},
    )
    pronunciation = LineField(limit=120, required=False, label="How to say it")
    other_names = TextField(
        limit=MOST_NAMES * (NAME_LIMIT + 2),
        rows=4,
        required=False,
        label="Other names",
        help_text="One on each line.",
    )
    field_order = ("name", "pronunciation", "other_names", "about")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].label = "Which illness is it about?"

    def clean_other_names(self) -> list[str]:
        """One name a line."""
        return lines_of(self.cleaned_data["other_names"])


class ShowForm(forms.Form):
    """Which proposals the desk shows."""

    show = forms.ChoiceField(
        choices=[("", "Waiting"), ("decided", "Decided"), *DECIDED], required=False, label="Show"
    )


class QuestionForm(forms.Form):
    """What staff need to know first."""

    question = TextField(
        limit=WORDS_LIMIT,
        label="Your question",
        help_text="The person gets a letter that says there is a question.",
        error_messages={"required": "Write your question."},
    )


class DeclineForm(forms.Form):
    """Why staff do not open it."""

    reason = ChoiceOf(Reason.choices, label="Why not?", error="Choose a reason.")
    words = TextField(
        limit=WORDS_LIMIT,
        label="Say it in your words",
        help_text="The person will read this.",
        error_messages={"required": "Say why. The proposer will read it."},
    )

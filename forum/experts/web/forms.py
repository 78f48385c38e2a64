"""The forms of expert questions."""

from django import forms

from forum.talk.operations.writing import TITLE_LIMIT
from forum.talk.web.forms import HELP
from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField, TextField


class QuestionForm(forms.Form):
    """A question to the experts."""

    title = LineField(
        limit=TITLE_LIMIT,
        label="Your question in one line",
        error_messages={"required": "Write your question in one line."},
    )
    text = TextField(
        label="Tell more",
        help_text="What did you see or try? Leave out names, dates of birth and addresses.",
        error_messages={"required": "Write some text."},
    )
    anonymous = ChoiceOf(
        [("no", "Yes, show my name"), ("yes", "No, ask without my name")],
        label="May others see your name?",
        help_text="The experts and the other members see the question either way.",
        error="Choose whether others see your name.",
    )

    def clean_anonymous(self) -> bool:
        """As the operation takes it."""
        return bool(self.cleaned_data["anonymous"] == "yes")


class AnswerForm(forms.Form):
    """An expert's answer."""

    text = TextField(
        rows=10,
        label="Your answer",
        help_text=HELP,
        error_messages={"required": "Write some text."},
    )
    sources = TextField(
        limit=6_000,
        rows=3,
        required=False,
        label="Sources",
        help_text="One on each line, such as a DOI or a link. At most 10.",
    )

    def clean_sources(self) -> list[str]:
        """One source for each line."""
        return [line for line in self.cleaned_data["sources"].split("\n") if line.strip()]


class ReasonForm(forms.Form):
    """Why somebody steps aside or takes something away."""

    reason = TextField(limit=300, rows=2, required=False, label="Why?")


class ConfirmForm(forms.Form):
    """A button, nothing to fill in."""


class VerifyForm(forms.Form):
    """What staff write down when they saw the proof."""

    email = forms.EmailField(
        label="E-mail address of the expert's account",
        error_messages={
            "required": "Write the e-mail address.",
            "invalid": "Write an e-mail address such as name@example.org.",
        },
    )
    community = LineField(
        limit=160,
        label="Community",
        help_text="The last part of its address, such as k7m2q9 or calciphylaxis.",
        error_messages={"required": "Write which community."},
    )
    profession = LineField(
        limit=120,
        label="Profession",
        help_text="Members read this at each answer.",
        error_messages={"required": "Write the profession."},
    )
    proof = TextField(
        limit=2_000,
        rows=3,
        label="What proof did you see?",
        help_text="Only staff read this.",
        error_messages={"required": "Write what proof you saw."},
    )
    conflict_of_interest = LineField(
        limit=300,
        required=False,
        label="Conflict of interest",
        help_text="Members read this at each answer. For example: paid by a company.",
    )
    expires_on = DatePartsField(subject="The last day", label="Valid until")

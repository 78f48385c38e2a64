"""The forms of care."""

from django import forms

from forum.care.states import Decision, Reason
from rareshare.lib.forms import ChoiceOf, TextField


class ReportForm(forms.Form):
    """What is wrong."""

    reason = ChoiceOf(Reason.choices, label="What is wrong?", error="Choose what is wrong.")
    words = TextField(
        limit=2_000,
        rows=3,
        required=False,
        label="Anything else that helps us",
    )


class DecisionForm(forms.Form):
    """What a moderator decides, and why."""

    decision = ChoiceOf(
        Decision.choices,
        label="What do you decide?",
        error="Choose whether to keep or to remove it.",
    )
    reasons = TextField(
        limit=2_000,
        rows=4,
        label="Why?",
        help_text="The person who told us reads this, and the writer where you remove it.",
        error_messages={"required": "Say why. The people concerned will read it."},
    )

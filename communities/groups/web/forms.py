"""The forms of this room."""

from django import forms

from communities.groups.models import Role, Visibility
from rareshare.lib.forms import ChoiceOf


class FindForm(forms.Form):
    """Any name, short name, code or spelling of a condition."""

    q = forms.CharField(
        label="Name of the illness",
        help_text="Any name, short name or spelling is fine.",
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )


class JoinForm(forms.Form):
    """One question; nothing is chosen beforehand."""

    role = ChoiceOf(
        Role.choices,
        label="What brings you here?",
        help_text="Nobody sees your answer until you choose to be seen.",
        error="Choose what brings you here.",
    )


class VisibilityForm(forms.Form):
    """Who may see the membership; shows the present choice, which begins as nobody."""

    visibility = ChoiceOf(
        Visibility.choices,
        label="Who may see that you are a member?",
        help_text="You can change this at any time. It changes for this community only.",
        error="Choose who may see that you are a member.",
    )

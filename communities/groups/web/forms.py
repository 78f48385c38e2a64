"""The forms of this room."""

from django import forms
from django.urls import reverse_lazy

from communities.groups.models import FollowLevel, Role, Visibility
from communities.groups.models.membership import seen_role
from rareshare.lib.forms import ChoiceOf


class FindForm(forms.Form):
    """Any name, short name, code or spelling of a condition."""

    q = forms.CharField(
        label="Name of the illness",
        help_text="Any name, short name or spelling is fine.",
        required=False,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "data-suggest": reverse_lazy("conditions:suggest"),
            }
        ),
    )


class JoinForm(forms.Form):
    """One question; nothing is chosen beforehand."""

    role = ChoiceOf(
        Role.choices,
        label="What brings you here?",
        help_text="Nobody sees your answer until you choose to be seen.",
        error="Choose what brings you here.",
    )


class ChoicesForm(forms.Form):
    """What a member can change at any time; shows the present choices. Nobody sees the membership
    at first."""

    role = ChoiceOf(
        Role.choices, label="What brings you here?", error="Choose what brings you here."
    )
    visibility = ChoiceOf(
        Visibility.choices,
        label="Who may see that you are a member?",
        help_text="You can change this at any time. It changes for this community only.",
        error="Choose who may see that you are a member.",
    )
    follow = ChoiceOf(
        FollowLevel.choices,
        label="What do you want to hear by e-mail?",
        help_text="A topic that you follow has its own switch, at the end of the topic.",
        error="Choose what we tell you by e-mail.",
    )
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class MembersForm(forms.Form):
    """Which members to list; an empty choice lists all."""

    role = forms.ChoiceField(
        choices=[("", "Everyone"), *((role.value, seen_role(role)) for role in Role)],
        label="Show",
        required=False,
    )

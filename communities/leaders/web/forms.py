"""The forms of leading."""

from typing import Any

from django import forms

from communities.groups.operations.leadership import HELPS_WITH_LIMIT, REASON_LIMIT, STORY_LIMIT
from communities.leaders.models import MOST_HOURS
from communities.leaders.operations.words import WHY_LIMIT, Offer
from rareshare.lib.forms import LineField, TextField

_STORY = "Two or three sentences about you. Everyone can read it on the page of the community."
_HELPS = "For example: first questions, daily life, news of research. Everyone can read it."


class WordsForm(forms.Form):
    """What stands beside a leader's name."""

    helps_with = LineField(
        limit=HELPS_WITH_LIMIT, label="What you can help with", help_text=_HELPS, required=False
    )
    story = TextField(
        limit=STORY_LIMIT, rows=4, label="Your story", help_text=_STORY, required=False
    )


class OfferForm(forms.Form):
    """Somebody wants to lead."""

    why = TextField(
        limit=WHY_LIMIT,
        rows=4,
        label="Why do you want to help?",
        help_text="A few words are enough. Only our team reads this.",
        error_messages={"required": "Write in a few words why you want to help."},
    )
    helps_with = LineField(
        limit=HELPS_WITH_LIMIT,
        label="What can you help with?",
        help_text=_HELPS,
        error_messages={"required": "Write what you can help with."},
    )
    story = TextField(
        limit=STORY_LIMIT, rows=4, label="Your story", help_text=_STORY, required=False
    )
    hours = forms.IntegerField(
        min_value=1,
        max_value=MOST_HOURS,
        label="How many hours a week?",
        help_text="One is fine.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w2"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Write a number of hours from 1 to {MOST_HOURS}.",
        ),
    )
    public = forms.BooleanField(
        label="I know that everyone can see my name on the page of this community",
        error_messages={
            "required": "Leaders are named on the page. Tick this if that is fine for you."
        },
    )

    def offer(self) -> Offer:
        """What was written, as the operations take it."""
        data: dict[str, Any] = self.cleaned_data
        return Offer(**data)


class MemberForm(forms.Form):
    """A member by name."""

    member = LineField(
        limit=254,
        label="Name of the member",
        help_text="The name as it stands in the list of members.",
        error_messages={"required": "Write the name of a member."},
    )


class AnyMemberForm(MemberForm):
    """The same for staff, who may use the address too."""

    member = LineField(
        limit=254,
        label="Name or e-mail address of the member",
        help_text="A member whom nobody sees can be asked, too.",
        error_messages={"required": "Write the name or the e-mail address of a member."},
    )


class ReasonForm(forms.Form):
    """Staff say why."""

    reason = TextField(
        limit=REASON_LIMIT,
        rows=4,
        label="Why?",
        help_text="The person will read this.",
        error_messages={"required": "Say why. The person will read it."},
    )

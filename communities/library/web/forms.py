"""The forms of this room."""

from typing import Any

from django import forms

from communities.library.languages import CHOICES
from communities.library.models import LengthUnit, ResourceKind
from communities.library.states import Reason, State
from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField


class NewsLinkForm(forms.Form):
    """An article elsewhere."""

    title = LineField(label="Title", error_messages={"required": "Write the title."})
    url = LineField(
        label="Web address",
        help_text="It starts with https://.",
        limit=1000,
        error_messages={"required": "Write the web address."},
    )
    source = LineField(
        label="Who published it?", limit=120, error_messages={"required": "Write who published it."}
    )
    published_on = DatePartsField(
        label="When did it appear?", help_text="For example 27 3 2024.", subject="The date"
    )


class ResourceForm(forms.Form):
    """Something worth keeping."""

    kind = ChoiceOf(ResourceKind.choices, label="What is it?", error="Choose what it is.")
    title = LineField(label="Title", error_messages={"required": "Write the title."})
    description = LineField(
        label="What is in it, in one sentence?",
        limit=500,
        error_messages={"required": "Write one sentence on what it is."},
    )
    url = LineField(
        label="Web address",
        help_text="It starts with https://.",
        limit=1000,
        error_messages={"required": "Write the web address."},
    )
    language = forms.ChoiceField(
        label="Language", choices=[("", "Not said"), *CHOICES], required=False
    )
    length = forms.IntegerField(
        label="How long is it?",
        help_text="A number of pages, or of minutes.",
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "w4"}),
        error_messages={"invalid": "Write a number, such as 12."},
    )
    length_unit = forms.ChoiceField(
        label="Pages or minutes?",
        choices=[("", "Not said"), *LengthUnit.choices],
        required=False,
    )
    published_on = DatePartsField(
        label="When did it appear?",
        help_text="For example 27 3 2024.",
        subject="The date",
        required=False,
    )


class NewsChangeForm(NewsLinkForm):
    """An article, and the number of what stood there when somebody began to correct it."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())


class ResourceChangeForm(ResourceForm):
    """A resource, and the number of what stood there when somebody began to correct it."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())


class DecisionForm(forms.Form):
    """Whether a suggestion is shown; a person who suggested it is told why it is not."""

    decision = forms.ChoiceField(
        choices=[(State.APPROVED, "Show it"), (State.DECLINED, "Do not show it")],
        widget=forms.HiddenInput(),
        initial=State.DECLINED,
        error_messages={
            "required": "Choose whether to show it.",
            "invalid_choice": "Choose whether to show it.",
        },
    )
    reason = ChoiceOf(Reason.choices, label="Why?", error="Choose why.", required=False)
    note = LineField(
        label="One more sentence",
        help_text="The person who suggested it can read this.",
        limit=500,
        required=False,
    )

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        """A reason is needed for a no to somebody else's suggestion, and for that only."""
        super().__init__(*args, **kwargs)
        declines = not self.is_bound or self.data.get("decision") == State.DECLINED
        self.fields["reason"].required = needs_reason and declines


class FeedForm(forms.Form):
    """A feed of another site."""

    title = LineField(
        label="Name of the site",
        limit=120,
        error_messages={"required": "Write the name of the site."},
    )
    url = LineField(
        label="Address of the feed",
        help_text="It often ends in .xml, /rss or /feed.",
        limit=1000,
        error_messages={"required": "Write the address of the feed."},
    )

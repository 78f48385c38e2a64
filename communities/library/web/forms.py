"""The forms of this room."""

from django import forms

from communities.library.models import ResourceKind
from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField


class NewsLinkForm(forms.Form):
    """An article elsewhere."""

    title = LineField(label="Title", error_messages={"required": "Write the title."})
    url = LineField(
        label="Web address",
        help_text="It starts with https://. We show it and do not open it.",
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
        label="Web address", limit=1000, error_messages={"required": "Write the web address."}
    )

"""The forms with which members suggest, leaders write and decide, and experts review."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from communities.pages.models import Reference
from communities.pages.operations.publishing import MOST_TEXT, checked_text
from communities.pages.operations.sections import MOST_WHY
from communities.pages.states import Verdict
from rareshare.lib.errors import Invalid
from rareshare.lib.forms import ChoiceOf, DatePartsField, LineField, TextField

_MARKDOWN = (
    "Use short, plain sentences. A line that starts with #### is a small heading."
    " A line that starts with a dash is a point in a list."
)


class WorksField(forms.TypedMultipleChoiceField):
    """Some of the works on the page, as checkboxes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple())
        super().__init__(coerce=int, required=False, **kwargs)


class WorksForm(forms.Form):
    """A form for a text that asks which works it rests on; without works on the page it does not.
    The text is refused here as it would be later, so that a mere check of it costs no more."""

    def __init__(self, *args: Any, works: list[Reference], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if works:
            self.fields["sources"].choices = [  # type: ignore[attr-defined]
                (work.pk, f"{work.authors.split(',')[0]} {work.year}: {work.title}")
                for work in works
            ]
        else:
            del self.fields["sources"]

    def clean_text(self) -> str:
        """As the operations want it."""
        try:
            return checked_text(str(self.cleaned_data["text"]))
        except Invalid as error:
            raise ValidationError(error.detail) from error


class SectionForm(WorksForm):
    """The text, and the number of the version that the writer saw."""

    text = TextField(
        label="Text",
        help_text=f"{_MARKDOWN} An empty text takes the section off the page.",
        limit=MOST_TEXT,
        rows=16,
        required=False,
    )
    sources = WorksField(label="Which works does this text rest on?")
    why = LineField(
        label="What did you change, and why?",
        help_text="Members read this in the history. Write it when you change a medical section.",
        required=False,
    )
    tell = forms.BooleanField(
        label="Tell the people who follow this community",
        help_text="Leave this empty for a small fix.",
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())
    seen = forms.BooleanField(required=False, widget=forms.HiddenInput())


class RevertForm(forms.Form):
    """Why an earlier text should stand again, and the number of the text that stands now."""

    why = LineField(
        label="Why should this text stand again?",
        help_text="Members read this in the history.",
        limit=MOST_WHY,
        error_messages={"required": "Say why this text should stand again."},
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())


class SuggestionForm(WorksForm):
    """A text by a member, why, and what it rests on."""

    text = TextField(
        label="Your text",
        help_text=f"{_MARKDOWN} Change what stands here, or write it anew.",
        limit=MOST_TEXT,
        rows=16,
        error_messages={"required": "Write the text that you suggest."},
    )
    why = LineField(
        label="Why is it better?",
        limit=500,
        error_messages={"required": "Say why, so that the leaders can decide."},
    )
    sources = WorksField(label="Which works does it rest on?")
    other_sources = TextField(
        label="Other sources",
        help_text="One a line: a DOI, a PMID or a web address.",
        limit=1_000,
        rows=3,
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())


class AcceptanceForm(WorksForm):
    """The text that a leader publishes: the suggestion as it is, or edited."""

    text = TextField(
        label="Text to publish",
        help_text="You can edit it before readers see it.",
        limit=MOST_TEXT,
        rows=14,
        error_messages={"required": "Write the text, or decline the suggestion."},
    )
    sources = WorksField(label="Which works does this text rest on?")
    tell = forms.BooleanField(
        label="Tell the people who follow this community",
        help_text="Leave this empty for a small fix.",
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())


class DeclineForm(forms.Form):
    """Why a suggestion is not taken."""

    reason = TextField(
        label="Why do you decline it?",
        help_text="The person who suggested it reads this.",
        limit=2_000,
        rows=3,
        error_messages={"required": "Say why. The member will read it."},
    )


class ReviewForm(forms.Form):
    """What an expert says about one text."""

    verdict = ChoiceOf(
        Verdict.choices, label="What do you say about this text?", error="Choose what you say."
    )
    next_review_due = DatePartsField(
        subject="The next review",
        label="When should an expert look again?",
        help_text="Leave this empty for one year from now.",
        required=False,
    )
    note = TextField(
        label="What must change?",
        help_text="Leaders read this. Write it if the text needs a change.",
        limit=2_000,
        rows=4,
        required=False,
    )
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def clean_next_review_due(self) -> date | None:
        """A day, or nothing."""
        found = self.cleaned_data["next_review_due"]
        return found if isinstance(found, date) else None


class ReferenceForm(forms.Form):
    """A work; title, authors and year are needed."""

    title = LineField(label="Title", limit=400, error_messages={"required": "Write the title."})
    authors = LineField(
        label="Authors", limit=400, error_messages={"required": "Write who wrote it."}
    )
    journal = LineField(label="Journal or book", required=False)
    year = LineField(label="Year", limit=4, error_messages={"required": "Write the year."})
    doi = LineField(
        label="DOI",
        help_text="It starts with 10. and lasts longer than a web address.",
        limit=150,
        required=False,
    )
    pmid = LineField(label="PMID", limit=10, required=False)
    url = LineField(label="Web address", limit=1000, required=False)


class ReferenceChangeForm(ReferenceForm):
    """A work, and the number of what stood there when somebody began to correct it."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

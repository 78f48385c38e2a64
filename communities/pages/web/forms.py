"""The forms with which leaders write their page."""

from django import forms

from communities.pages.operations.sections import MOST_TEXT
from rareshare.lib.forms import LineField, TextField


class SectionForm(forms.Form):
    """The text, and the number of the version that the writer saw."""

    text = TextField(
        label="Text",
        help_text=(
            "Use short, plain sentences. A line that starts with #### is a small heading."
            " A line that starts with a dash is a point in a list."
            " An empty text takes the section off the page."
        ),
        limit=MOST_TEXT,
        rows=16,
        required=False,
    )
    why = LineField(
        label="What did you change, and why?",
        help_text="Other leaders read this in the history.",
        required=False,
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput())


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

"""Sections, what is said about them, and references as JSON."""

from typing import Any

from rest_framework import serializers

from communities.pages.operations.publishing import MOST_TEXT
from communities.pages.operations.sections import MOST_WHY
from communities.pages.states import SuggestionState, Verdict


class SourceOut(serializers.Serializer[Any]):
    """A work that a text rests on."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    year = serializers.IntegerField()
    link = serializers.CharField()


class SectionOut(serializers.Serializer[Any]):
    """One published section: its text as Markdown and as safe HTML, who wrote and reviewed it, and
    what it rests on. `hard` texts hold survival numbers: show them to those who ask only."""

    kind = serializers.CharField(source="section.kind")
    name = serializers.CharField(source="section.get_kind_display")
    version = serializers.IntegerField(source="number")
    text = serializers.CharField()
    html = serializers.CharField()
    medical = serializers.BooleanField(source="is_medical")
    hard = serializers.BooleanField(source="is_hard")
    reading_grade = serializers.IntegerField(allow_null=True)
    author = serializers.CharField(source="author.display_name")
    written_at = serializers.DateTimeField()
    reviewer = serializers.CharField(source="reviewer.display_name", default=None, allow_null=True)
    reviewer_profession = serializers.CharField()
    conflict_of_interest = serializers.CharField(source="reviewer_interest")
    reviewed_at = serializers.DateTimeField(allow_null=True)
    next_review_due = serializers.DateField(allow_null=True)
    review_note = serializers.CharField()
    sources = SourceOut(many=True, source="sources.all")


class VersionOut(serializers.Serializer[Any]):
    """One text that a section had."""

    version = serializers.IntegerField(source="number")
    text = serializers.CharField()
    why = serializers.CharField()
    state = serializers.CharField()
    author = serializers.CharField(source="author.display_name")
    written_at = serializers.DateTimeField()
    reviewer = serializers.CharField(source="reviewer.display_name", default=None, allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    next_review_due = serializers.DateField(allow_null=True)
    reading_grade = serializers.IntegerField(allow_null=True)
    sources = SourceOut(many=True, source="sources.all")


class PartOut(serializers.Serializer[Any]):
    """A run of words: `same`, `removed` or `added`."""

    kind = serializers.CharField()
    text = serializers.CharField()


class DiffOut(serializers.Serializer[Any]):
    """The words between two texts of one section."""

    old = serializers.IntegerField(source="old.number")
    new = serializers.IntegerField(source="new.number")
    parts = PartOut(many=True)


class SectionIn(serializers.Serializer[Any]):
    """A new text; an empty one takes the section off the page. Without `sources` it rests on the
    works of the text before."""

    text = serializers.CharField(allow_blank=True, max_length=MOST_TEXT, trim_whitespace=False)
    why = serializers.CharField(allow_blank=True, max_length=200, default="")
    sources = serializers.ListField(
        child=serializers.IntegerField(min_value=1), max_length=200, required=False
    )
    tell = serializers.BooleanField(default=False)


class RevertIn(serializers.Serializer[Any]):
    """Why an earlier text should stand again."""

    why = serializers.CharField(max_length=MOST_WHY)


class SuggestionOut(serializers.Serializer[Any]):
    """A text that a member suggests; its author and its leaders see it."""

    id = serializers.IntegerField()
    kind = serializers.CharField(source="section.kind")
    state = serializers.CharField()
    author = serializers.CharField(source="author.display_name")
    text = serializers.CharField()
    why = serializers.CharField()
    sources = SourceOut(many=True, source="sources.all")
    other_sources = serializers.CharField()
    based_on = serializers.IntegerField()
    stale = serializers.BooleanField(source="is_stale")
    reading_grade = serializers.IntegerField(allow_null=True)
    made_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    reason = serializers.CharField()
    version = serializers.IntegerField(source="version.number", default=None, allow_null=True)


class SuggestionIn(serializers.Serializer[Any]):
    """A text, why it is better, and what it rests on."""

    text = serializers.CharField(max_length=MOST_TEXT, trim_whitespace=False)
    why = serializers.CharField(max_length=500)
    sources = serializers.ListField(
        child=serializers.IntegerField(min_value=1), max_length=200, default=list
    )
    other_sources = serializers.CharField(allow_blank=True, max_length=1_000, default="")


class SuggestionDecisionIn(serializers.Serializer[Any]):
    """Accept with the number of the text that stands (and another text, if it was edited), or
    decline with a reason."""

    state = serializers.ChoiceField(
        choices=[SuggestionState.ACCEPTED.value, SuggestionState.DECLINED.value]
    )
    reason = serializers.CharField(allow_blank=True, max_length=2_000, default="")
    text = serializers.CharField(max_length=MOST_TEXT, trim_whitespace=False, required=False)
    sources = serializers.ListField(
        child=serializers.IntegerField(min_value=1), max_length=200, required=False
    )
    tell = serializers.BooleanField(default=False)


class ReviewOut(serializers.Serializer[Any]):
    """What an expert said about one text."""

    id = serializers.IntegerField()
    version = serializers.IntegerField(source="version.number")
    reviewer = serializers.CharField(source="reviewer.display_name")
    profession = serializers.CharField()
    conflict_of_interest = serializers.CharField()
    verdict = serializers.CharField()
    note = serializers.CharField()
    next_review_due = serializers.DateField(allow_null=True)
    at = serializers.DateTimeField()


class ReviewIn(serializers.Serializer[Any]):
    """Approve the text of If-Match until a day, or say what must change."""

    verdict = serializers.ChoiceField(choices=Verdict.choices)
    note = serializers.CharField(allow_blank=True, max_length=2_000, default="")
    next_review_due = serializers.DateField(required=False, allow_null=True)


class ReferenceOut(serializers.Serializer[Any]):
    """A published work, with the best address to find it."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    authors = serializers.CharField()
    journal = serializers.CharField()
    year = serializers.IntegerField()
    doi = serializers.CharField()
    pmid = serializers.CharField()
    url = serializers.CharField()
    link = serializers.CharField()


class ReferenceIn(serializers.Serializer[Any]):
    """A work; title, authors and year are needed."""

    title = serializers.CharField(max_length=400)
    authors = serializers.CharField(max_length=400)
    year = serializers.IntegerField()
    journal = serializers.CharField(allow_blank=True, max_length=200, default="")
    doi = serializers.CharField(allow_blank=True, max_length=150, default="")
    pmid = serializers.CharField(allow_blank=True, max_length=10, default="")
    url = serializers.CharField(allow_blank=True, max_length=1000, default="")

"""Sections and references as JSON."""

from typing import Any

from rest_framework import serializers

from communities.pages.operations.sections import MOST_TEXT


class SectionOut(serializers.Serializer[Any]):
    """One published section: its text as Markdown and as safe HTML, who wrote and reviewed it."""

    kind = serializers.CharField(source="section.kind")
    name = serializers.CharField(source="section.get_kind_display")
    version = serializers.IntegerField(source="number")
    text = serializers.CharField()
    html = serializers.CharField()
    author = serializers.CharField(source="author.display_name")
    written_at = serializers.DateTimeField()
    reviewer = serializers.CharField(source="reviewer.display_name", default=None, allow_null=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    next_review_due = serializers.DateField(allow_null=True)


class VersionOut(serializers.Serializer[Any]):
    """One text that a section had."""

    version = serializers.IntegerField(source="number")
    text = serializers.CharField()
    why = serializers.CharField()
    state = serializers.CharField()
    author = serializers.CharField(source="author.display_name")
    written_at = serializers.DateTimeField()


class SectionIn(serializers.Serializer[Any]):
    """A new text; an empty one takes the section off the page."""

    text = serializers.CharField(allow_blank=True, max_length=MOST_TEXT, trim_whitespace=False)
    why = serializers.CharField(allow_blank=True, max_length=200, default="")


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

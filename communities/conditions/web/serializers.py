"""What the API says about conditions."""

from typing import Any

from rest_framework import serializers

from communities.conditions import queries
from communities.conditions.models import Level, NameKind, Relation, Source, System
from communities.conditions.states import Status


class ConditionLine(serializers.Serializer[Any]):
    """A condition in a list. `matched_name` and `why` are filled by a search only."""

    key = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    level = serializers.ChoiceField(choices=Level.choices, default="")
    matched_name = serializers.CharField(default="")
    why = serializers.CharField(default="")
    score = serializers.FloatField(allow_null=True, default=None)


class NameRow(serializers.Serializer[dict[str, str]]):
    """One name, with who gave it."""

    text = serializers.CharField()
    kind = serializers.ChoiceField(choices=NameKind.choices)
    language = serializers.CharField()
    # The serializer takes this field off the class; its own attribute of that name stays.
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]


class CodeRow(serializers.Serializer[dict[str, str]]):
    """One code, with who gave it."""

    system = serializers.ChoiceField(choices=System.choices)
    value = serializers.CharField()
    relation = serializers.ChoiceField(choices=Relation.choices, allow_blank=True)
    validated = serializers.BooleanField()
    url = serializers.SerializerMethodField()
    # The serializer takes this field off the class; its own attribute of that name stays.
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]

    def get_url(self, row: dict[str, str]) -> str:
        """Where the code can be looked up, or nothing."""
        return queries.code_url(row["system"], row["value"])


class DefinitionRow(serializers.Serializer[dict[str, str]]):
    """What the condition is; `text` may hold italics and raised or lowered letters as HTML."""

    text = serializers.CharField()
    language = serializers.CharField()
    # The serializer takes this field off the class; its own attribute of that name stays.
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]


class PrevalenceRow(serializers.Serializer[dict[str, Any]]):
    """How common it is, as its source states it; `words` says the same in a sentence."""

    kind = serializers.CharField()
    share = serializers.CharField()
    mean = serializers.FloatField(allow_null=True)
    place = serializers.CharField()
    validated = serializers.BooleanField()
    pmids = serializers.ListField(child=serializers.CharField())
    words = serializers.SerializerMethodField()
    # The serializer takes this field off the class; its own attribute of that name stays.
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]

    def get_words(self, row: dict[str, Any]) -> str:
        """The sentence without its place; empty where the source knows nothing."""
        return queries.prevalence_in_words(row)


class ReleaseRow(serializers.Serializer[dict[str, str]]):
    """A release that stands behind the answer."""

    product = serializers.CharField()
    language = serializers.CharField()
    release = serializers.CharField()
    licence = serializers.CharField()
    # The serializer takes this field off the class; its own attribute of that name stays.
    source = serializers.ChoiceField(choices=Source.choices)  # type: ignore[assignment]


class ChildRow(serializers.Serializer[dict[str, str]]):
    """A narrower condition."""

    key = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()


class ParentRow(serializers.Serializer[dict[str, str]]):
    """A wider group; outside the catalogue only its code is known."""

    code = serializers.CharField()
    key = serializers.CharField(allow_null=True)
    slug = serializers.CharField(allow_null=True)
    name = serializers.CharField(allow_null=True)


class ConditionFull(serializers.Serializer[dict[str, object]]):
    """All that the catalogue says about a condition."""

    key = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    status = serializers.ChoiceField(choices=Status.choices)
    level = serializers.ChoiceField(choices=Level.choices, allow_blank=True)
    replaced_by = serializers.CharField(allow_null=True)
    names = NameRow(many=True)
    codes = CodeRow(many=True)
    parents = ParentRow(many=True)
    children = ChildRow(many=True)
    definitions = DefinitionRow(many=True)
    prevalences = PrevalenceRow(many=True)
    sources = ReleaseRow(many=True)

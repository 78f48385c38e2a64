"""What the API says about conditions."""

from typing import Any

from rest_framework import serializers

from communities.conditions.models import NameKind, Source, System
from communities.conditions.states import Status


class ConditionLine(serializers.Serializer[Any]):
    """A condition in a list. `matched_name` and `why` are filled by a search only."""

    key = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
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
    replaced_by = serializers.CharField(allow_null=True)
    names = NameRow(many=True)
    codes = CodeRow(many=True)
    parents = ParentRow(many=True)
    children = ChildRow(many=True)

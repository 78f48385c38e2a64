"""News links and resources as JSON."""

from typing import Any

from rest_framework import serializers

from communities.library.models import NewsLink, ResourceKind
from communities.library.states import State


class NewsLinkOut(serializers.Serializer[NewsLink]):
    """An article elsewhere."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    url = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]
    published_on = serializers.DateField()
    state = serializers.CharField()


class NewsLinkIn(serializers.Serializer[Any]):
    """A suggestion; all four are needed."""

    title = serializers.CharField(max_length=200)
    url = serializers.CharField(max_length=1000)
    source = serializers.CharField(max_length=120)  # type: ignore[assignment]
    published_on = serializers.DateField()


class DecisionIn(serializers.Serializer[Any]):
    """What a leader decides."""

    decision = serializers.ChoiceField([State.APPROVED.value, State.DECLINED.value])


class ResourceOut(serializers.Serializer[Any]):
    """Something worth keeping."""

    id = serializers.IntegerField()
    kind = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    url = serializers.CharField()


class ResourceIn(serializers.Serializer[Any]):
    """A resource; all four are needed."""

    kind = serializers.ChoiceField(ResourceKind.choices)
    title = serializers.CharField(max_length=200)
    description = serializers.CharField(max_length=500)
    url = serializers.CharField(max_length=1000)

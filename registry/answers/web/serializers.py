"""Responses as JSON."""

from rest_framework import serializers


class ResponseIn(serializers.Serializer[object]):
    """The answers to one section. `seen` is the number of the response that was read before; 0
    where there was none."""

    section = serializers.CharField(max_length=40)
    values = serializers.DictField()
    seen = serializers.IntegerField(min_value=0, max_value=1_000_000)


class ResponseOut(serializers.Serializer[object]):
    """One response; responses never change."""

    section = serializers.CharField()
    number = serializers.IntegerField()
    questionnaire = serializers.CharField()
    version = serializers.IntegerField()
    values = serializers.JSONField()
    given_by = serializers.CharField(source="source")
    at = serializers.DateTimeField()

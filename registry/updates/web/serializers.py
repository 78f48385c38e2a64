"""The yearly update as JSON."""

from rest_framework import serializers


class StandingOut(serializers.Serializer[object]):
    """When the last update was, and when the next is due. `cycle` names the open question."""

    cycle = serializers.IntegerField()
    last_on = serializers.DateField()
    due_on = serializers.DateField()
    is_due = serializers.BooleanField()
    paused_until = serializers.DateField(allow_null=True)


class ConfirmationIn(serializers.Serializer[object]):
    """ "Nothing has changed", for the cycle that was read before."""

    cycle = serializers.IntegerField(min_value=1, max_value=1_000_000)


class ConfirmationOut(serializers.Serializer[object]):
    """A signed confirmation; it never changes."""

    cycle = serializers.IntegerField()
    at = serializers.DateTimeField()
    channel = serializers.CharField()
    answers_sha256 = serializers.CharField(source="answers_digest")
    ledger_entry = serializers.IntegerField(source="ledger_seq")

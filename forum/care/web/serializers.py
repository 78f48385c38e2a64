"""What the API of care takes and gives."""

from rest_framework import serializers

from forum.care.models import Report
from forum.care.states import Decision, Reason, ReportState


class ReportInput(serializers.Serializer[None]):
    """What is wrong with which post, question or answer."""

    kind = serializers.ChoiceField(["post", "question", "answer"])
    id = serializers.IntegerField(min_value=1, max_value=2**63 - 1)
    reason = serializers.ChoiceField(Reason.choices)
    words = serializers.CharField(default="", allow_blank=True, trim_whitespace=False)


class DecisionInput(serializers.Serializer[None]):
    """What a moderator decides, and why."""

    decision = serializers.ChoiceField(Decision.choices)
    reasons = serializers.CharField(trim_whitespace=False)


class ReportRow(serializers.Serializer[Report]):
    """A report in the moderators' queue; who reported is in no answer."""

    id = serializers.IntegerField()
    community = serializers.CharField(source="community.public_id")
    post = serializers.IntegerField(source="post_id", allow_null=True)
    question = serializers.IntegerField(source="question_id", allow_null=True)
    answer = serializers.IntegerField(source="answer_id", allow_null=True)
    reason = serializers.ChoiceField(Reason.choices)
    words = serializers.CharField()
    snapshot = serializers.CharField()
    state = serializers.ChoiceField(ReportState.choices)
    created_at = serializers.DateTimeField()


class DecidedRow(serializers.Serializer[Report]):
    """A report as the people concerned see it."""

    id = serializers.IntegerField()
    state = serializers.ChoiceField(ReportState.choices)
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)
    decision_reason = serializers.CharField()

"""What the API of expert questions takes and gives."""

from typing import Any

from rest_framework import serializers

from forum.experts.models import Answer
from forum.experts.states import QuestionState


class QuestionInput(serializers.Serializer[None]):
    """A question to the experts. Whether others see your name must be said."""

    title = serializers.CharField(trim_whitespace=False)
    text = serializers.CharField(trim_whitespace=False, help_text="Markdown")
    anonymous = serializers.BooleanField()
    language = serializers.CharField(default="en")


class AnswerInput(serializers.Serializer[None]):
    """An expert's answer."""

    text = serializers.CharField(trim_whitespace=False, help_text="Markdown")
    sources = serializers.ListField(
        child=serializers.CharField(max_length=500), default=list, max_length=10
    )
    review_due = serializers.DateField(required=False, allow_null=True)


class ReasonInput(serializers.Serializer[None]):
    """Why, in a few words."""

    reason = serializers.CharField(default="", allow_blank=True)


class ExpertInput(serializers.Serializer[None]):
    """What staff write down when they saw the proof."""

    email = serializers.EmailField()
    community = serializers.CharField(max_length=160)
    profession = serializers.CharField()
    proof = serializers.CharField()
    conflict_of_interest = serializers.CharField(default="", allow_blank=True)
    expires_on = serializers.DateField()


class QuestionRow(serializers.Serializer[Any]):
    """A question in a list. `asker` is null where it was asked anonymously; `title` is empty where
    the caller muted or blocked whoever asked."""

    id = serializers.IntegerField()
    title = serializers.SerializerMethodField()
    muted = serializers.BooleanField()
    state = serializers.ChoiceField(QuestionState.choices)
    language = serializers.CharField()
    anonymous = serializers.BooleanField()
    asker = serializers.CharField(source="asker_name", allow_null=True)
    own = serializers.BooleanField()
    answer_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)

    def get_title(self, row: dict[str, Any]) -> str:
        """Nothing of somebody whom the caller keeps away from."""
        return "" if row["muted"] else str(row["title"])


class QuestionFull(serializers.Serializer[None]):
    """One question."""

    id = serializers.IntegerField()
    community = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    html = serializers.CharField()
    state = serializers.ChoiceField(QuestionState.choices)
    language = serializers.CharField()
    anonymous = serializers.BooleanField()
    asker = serializers.CharField(allow_null=True)
    own = serializers.BooleanField()
    answer_count = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    answered_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


class AnswerRow(serializers.Serializer[Answer]):
    """An answer, with what was verified on the day it was written."""

    id = serializers.IntegerField()
    expert = serializers.CharField(source="author.display_name")
    profession = serializers.CharField()
    verified_on = serializers.DateTimeField(source="verification.verified_at")
    conflict_of_interest = serializers.CharField()
    text = serializers.CharField()
    html = serializers.CharField()
    language = serializers.CharField()
    sources = serializers.ListField(child=serializers.CharField())
    review_due = serializers.DateField()
    helped_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class ExpertRow(serializers.Serializer[Any]):
    """A verified expert; the proof is in no answer."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="user.display_name")
    profession = serializers.CharField()
    conflict_of_interest = serializers.CharField()
    verified_at = serializers.DateTimeField()
    expires_on = serializers.DateField()

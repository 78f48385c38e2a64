"""The API of what looks at several rooms."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.groups.web.api import CommunityApi
from rareshare.home import health
from rareshare.lib.access import Access


class AnswersOut(serializers.Serializer[Any]):
    """What was asked in 90 days and how it was answered. `due` is what is older than 72 hours;
    `late` of it had no answer in 72 hours, `waiting` has none to this moment."""

    asked = serializers.IntegerField()
    due = serializers.IntegerField()
    late = serializers.IntegerField()
    late_percent = serializers.IntegerField(allow_null=True)
    waiting = serializers.IntegerField()
    median_seconds = serializers.SerializerMethodField()

    def get_median_seconds(self, answers: Any) -> int | None:
        """Half of the answers came within this time."""
        return round(answers.median.total_seconds()) if answers.median is not None else None


class MonthOut(serializers.Serializer[Any]):
    """Who joined in a month, null where the number is too small to tell a leader; how many people
    wrote, and how many posts the present leaders wrote."""

    month = serializers.DateField(source="first")
    joined = serializers.IntegerField(allow_null=True)
    writers = serializers.IntegerField()
    posts_by_leaders = serializers.IntegerField(source="by_leaders")


class LeadingOut(serializers.Serializer[Any]):
    """What a leader did in 30 days."""

    person = serializers.CharField(source="leadership.user.public_id")
    display_name = serializers.CharField(source="leadership.user.display_name")
    posts = serializers.IntegerField()
    here = serializers.CharField()


class WaitingOut(serializers.Serializer[Any]):
    """Something that nobody answered yet."""

    id = serializers.IntegerField()
    title = serializers.CharField(help_text="empty where `muted`")
    muted = serializers.BooleanField(help_text="you muted or blocked the writer: lists hide it")
    created_at = serializers.DateTimeField()


class HealthOut(serializers.Serializer[Any]):
    """How a community is doing."""

    since = serializers.DateTimeField()
    talk = AnswersOut()
    experts = AnswersOut()
    writers = serializers.IntegerField()
    months = MonthOut(many=True)
    leaders = LeadingOut(many=True)
    leaderless = serializers.BooleanField()
    newest_review = serializers.DateTimeField(allow_null=True)
    waiting_topics = WaitingOut(many=True)
    waiting_questions = WaitingOut(many=True)


class HealthApi(CommunityApi):
    """How one community is doing, for its leaders and for staff."""

    access = Access.SIGNED_IN

    @extend_schema(responses=HealthOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Figures of the last 90 days."""
        found = health.health_of(request.user, self.community(public_id))
        return self.ok(HealthOut(found).data)

"""What one person has read in a topic, and whether replies are told to them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from forum.talk.models.topic import Topic
from forum.talk.states import FollowLevel
from rareshare.lib import clock


class ReadMark(models.Model):
    """The highest post number that one person has seen in one topic."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="read_marks")
    last_number = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "topic"], name="one_read_mark")]

    def __str__(self) -> str:
        return f"read to {self.last_number}"


class Follow(models.Model):
    """Whether one person hears of replies in one topic. Writing there follows it, unless they
    chose otherwise before."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, related_name="follows", db_index=False
    )
    level = models.CharField(max_length=5, choices=FollowLevel.choices, default=FollowLevel.EMAIL)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "topic"], name="one_follow"),
            models.CheckConstraint(condition=Q(level__in=FollowLevel.values), name="follow_level"),
        ]
        indexes = [
            models.Index(
                fields=["topic", "user"],
                condition=Q(level=FollowLevel.EMAIL),
                name="follow_by_email",
            )
        ]

    def __str__(self) -> str:
        return self.level

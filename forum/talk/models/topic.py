"""A topic: a title, a state, and counters that are kept in the transaction of each post."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from forum.talk.states import TopicKind, TopicState
from rareshare.lib import clock
from rareshare.lib.models import Event


class Topic(models.Model):
    """A conversation in one community. Its first post is number 1; numbers have no gaps."""

    community = models.ForeignKey(
        "groups.Community", on_delete=models.PROTECT, related_name="topics", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="topics"
    )
    kind = models.CharField(max_length=12, choices=TopicKind.choices, default=TopicKind.QUESTION)
    title = models.CharField(max_length=150)
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=8, choices=TopicState.choices, default=TopicState.OPEN)
    pinned = models.BooleanField(default=False)
    post_count = models.PositiveIntegerField(default=0)
    last_post_at = models.DateTimeField(default=clock.now)
    last_post_author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)

    # The reader's own place and choice, where talk.queries.topic_for read the topic.
    last_read: int | None
    follow_level: str | None

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TopicState.values), name="topic_state"),
            models.CheckConstraint(condition=Q(kind__in=TopicKind.values), name="topic_kind"),
        ]
        indexes = [
            # The order of the list; keyset paging walks it from any row in either direction.
            models.Index(
                fields=["community", "-pinned", "-last_post_at", "-id"],
                condition=~Q(state=TopicState.REMOVED),
                name="topic_list",
            )
        ]

    def __str__(self) -> str:
        return f"topic {self.pk}"

    @property
    def is_locked(self) -> bool:
        """Nobody but leaders and moderators adds to a locked topic."""
        return self.state == TopicState.LOCKED


class TopicEvent(Event):
    """One step in the life of a topic; holds no text of members."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="events")

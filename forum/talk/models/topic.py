"""A topic: a title, a state, and counters that are kept in the transaction of each post."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from forum.talk.states import ContentNote, TopicKind, TopicState
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
    content_notes = ArrayField(
        models.CharField(max_length=10, choices=ContentNote.choices), default=list, blank=True
    )
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
    # True where talk.queries left out the words of somebody whom the reader keeps away from.
    muted: bool

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=TopicState.values), name="topic_state"),
            models.CheckConstraint(condition=Q(kind__in=TopicKind.values), name="topic_kind"),
            models.CheckConstraint(
                condition=Q(content_notes__contained_by=ContentNote.values), name="topic_notes"
            ),
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
    def notes_in_words(self) -> str:
        """What to know before reading, as one line; empty where nothing was noted."""
        return notes_in_words(self.content_notes)

    @property
    def is_locked(self) -> bool:
        """Nobody but leaders and moderators adds to a locked topic."""
        return self.state == TopicState.LOCKED


def notes_in_words(notes: Iterable[str]) -> str:
    """The notes in the order of the closed list, so that they read alike everywhere."""
    noted = set(notes)
    return ", ".join(str(note.label) for note in ContentNote if note.value in noted)


class TopicEvent(Event):
    """One step in the life of a topic; holds no text of members."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="events")

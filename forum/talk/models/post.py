"""A post, its earlier wordings, and its history."""

from functools import lru_cache

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import CombinedSearchVector, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from forum.talk.models.topic import Topic
from forum.talk.states import PostState
from rareshare.lib import clock
from rareshare.lib.models import Event

POSTS_A_PAGE = 20
CONFIG = "talk"  # the text search configuration of the first migration: no accents, word stems


def page_of(number: int) -> int:
    """On which page of its topic a post stands."""
    return (number - 1) // POSTS_A_PAGE + 1


def post_url(community: str, topic_id: int, number: int) -> str:
    """The stable address of a post, by its community's opaque id."""
    url = _topic_url(community, topic_id)
    page = page_of(number)
    return f"{url}?page={page}#post-{number}" if page > 1 else f"{url}#post-{number}"


@lru_cache(maxsize=4_096)
def _topic_url(community: str, topic_id: int) -> str:
    """Addresses of topics repeat on a page, and making one is slow."""
    return reverse("talk:topic", args=[community, topic_id])


class Post(models.Model):
    """One numbered contribution. Its HTML is made once, when it is written."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts", db_index=False)
    # The community and, on post 1, the topic's title stand here too, so that a search reads one
    # table by one index.
    community = models.ForeignKey(
        "groups.Community", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    heading = models.CharField(max_length=150, blank=True)
    number = models.PositiveIntegerField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="posts"
    )
    reply_to = models.PositiveIntegerField(null=True)
    text = models.TextField()
    html = models.TextField()
    language = models.CharField(max_length=12, default="en")
    state = models.CharField(max_length=9, choices=PostState.choices, default=PostState.VISIBLE)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=clock.now)
    edited_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=CombinedSearchVector(
            SearchVector("heading", weight="A", config=CONFIG),
            "||",
            SearchVector("text", weight="B", config=CONFIG),
            config=None,
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "number"], name="post_number"),
            models.CheckConstraint(condition=Q(state__in=PostState.values), name="post_state"),
            models.CheckConstraint(condition=Q(number__gte=1), name="post_number_from_1"),
        ]
        indexes = [
            GinIndex(fields=["community", "search"], name="post_search"),
            models.Index(
                fields=["topic", "reply_to"],
                condition=Q(reply_to__isnull=False),
                name="post_replies",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.number} of topic {self.topic_id}"

    def get_absolute_url(self) -> str:
        """Where the post stands on its page; the address stays the same."""
        return post_url(self.topic.community.public_id, self.topic_id, self.number)

    @property
    def is_visible(self) -> bool:
        """A post that neither its writer nor a moderator took away."""
        return self.state == PostState.VISIBLE


class PostRevision(models.Model):
    """What a post said before an edit. It can be erased with its writer: no trigger."""

    post = models.ForeignKey(
        Post, on_delete=models.CASCADE, related_name="revisions", db_index=False
    )
    version = models.PositiveIntegerField()
    heading = models.CharField(max_length=150, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["post", "version"], name="post_revision_version")
        ]

    def __str__(self) -> str:
        return f"version {self.version} of post {self.post_id}"


class PostEvent(Event):
    """One step in the life of a post; holds no text of members."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="events")

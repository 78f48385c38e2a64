"""Where news comes from by itself: feeds of other sites, and PubMed for a condition."""

from django.db import models
from django.db.models import Q

from communities.groups.models import Community
from communities.library.states import FeedState
from rareshare.lib import clock
from rareshare.lib.models import Event
from rareshare.lib.weblinks import site_of


class FeedKind(models.TextChoices):
    FEED = "feed", "RSS or Atom"
    PUBMED = "pubmed", "PubMed"


class Feed(models.Model):
    """One place that we read regularly. Without a community its news are for the whole site."""

    community = models.ForeignKey(
        Community, null=True, on_delete=models.PROTECT, related_name="feeds"
    )
    kind = models.CharField(max_length=6, choices=FeedKind.choices, default=FeedKind.FEED)
    url = models.CharField(max_length=1000, blank=True, help_text="empty for PubMed")
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=FeedState.choices, default=FeedState.ACTIVE)
    added_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=clock.now)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    next_read_at = models.DateTimeField(default=clock.now)
    last_ok_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=FeedKind.values), name="feed_kind_known"),
            models.CheckConstraint(
                condition=Q(state__in=FeedState.values), name="feed_state_known"
            ),
            models.UniqueConstraint(
                fields=["community", "kind", "url"],
                name="one_feed_per_address",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "next_read_at"],
                condition=Q(state=FeedState.ACTIVE),
                name="feed_due",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """The site that is read."""
        return site_of(self.url)


class FeedEvent(Event):
    """Who added or stopped a feed."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="events")

"""News from elsewhere and lasting resources. A link is never fetched by us, only shown."""

from django.db import models
from django.db.models import Q

from communities.groups.models import Community
from communities.library.states import State
from rareshare.lib import clock
from rareshare.lib.models import Event
from rareshare.lib.weblinks import site_of


class NewsLinkQuerySet(models.QuerySet["NewsLink"]):
    def approved(self) -> "NewsLinkQuerySet":
        return self.filter(state=State.APPROVED)

    def suggested(self) -> "NewsLinkQuerySet":
        return self.filter(state=State.SUGGESTED)


class NewsLink(models.Model):
    """An article elsewhere, with the day it appeared and who published it."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="news_links")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=1000)
    source = models.CharField(max_length=120)
    published_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUGGESTED)
    suggested_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField(default=clock.now)

    objects = NewsLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="news_link_state_known"
            ),
            models.UniqueConstraint(fields=["community", "url"], name="one_news_link_per_address"),
        ]
        indexes = [
            models.Index(
                fields=["community", "state", "-published_on", "-id"], name="news_newest_first"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """The site that a reader will land on."""
        return site_of(self.url)


class NewsLinkEvent(Event):
    """Who suggested a link, and who decided on it."""

    link = models.ForeignKey(NewsLink, on_delete=models.PROTECT, related_name="events")


class ResourceKind(models.TextChoices):
    ARTICLE = "article", "Article"
    EBOOK = "ebook", "E-book"
    PODCAST = "podcast", "Podcast"
    GUIDE = "guide", "Guide"
    VIDEO = "video", "Video"
    ORGANIZATION = "organization", "Organization"


class Resource(models.Model):
    """Something worth keeping: a guide, a book, a podcast, a group that helps."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="resources")
    kind = models.CharField(max_length=12, choices=ResourceKind.choices)
    title = models.CharField(max_length=200)
    description = models.CharField(max_length=500)
    url = models.CharField(max_length=1000)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="resource_kind_known"
            ),
            models.UniqueConstraint(fields=["community", "url"], name="one_resource_per_address"),
        ]
        indexes = [models.Index(fields=["community", "kind", "title"], name="resource_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def host(self) -> str:
        """The site that a reader will land on."""
        return site_of(self.url)


class ResourceEvent(Event):
    """Who added a resource."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="events")

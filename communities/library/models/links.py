"""News from elsewhere and lasting resources, each with its history."""

from django.db import models
from django.db.models import Q

from communities.library.languages import NAMES
from communities.library.models.feeds import Feed
from communities.library.models.shelf import Suggestion
from rareshare.lib.models import Event


class NewsLink(Suggestion):
    """An article elsewhere, with the day it appeared and who published it. One that came out of a
    feed has nobody who suggested it."""

    source = models.CharField(max_length=120)
    published_on = models.DateField()
    excerpt = models.CharField(max_length=300, blank=True)
    feed = models.ForeignKey(Feed, null=True, on_delete=models.PROTECT, related_name="items")
    guid = models.CharField(max_length=300, blank=True, help_text="what the feed calls it")
    doi = models.CharField(max_length=200, blank=True)
    is_retracted = models.BooleanField(default=False)

    class Meta(Suggestion.Meta):
        constraints = [
            *Suggestion.Meta.constraints,
            models.UniqueConstraint(
                fields=["feed", "guid"], condition=~Q(guid=""), name="one_news_link_per_guid"
            ),
        ]
        indexes = [
            *Suggestion.Meta.indexes,
            models.Index(
                fields=["community", "state", "-published_on", "-id"], name="news_newest_first"
            ),
        ]


class NewsLinkEvent(Event):
    """Who suggested a link, who changed it and who decided on it."""

    link = models.ForeignKey(NewsLink, on_delete=models.PROTECT, related_name="events")


class ResourceKind(models.TextChoices):
    ARTICLE = "article", "Article"
    EBOOK = "ebook", "E-book"
    PODCAST = "podcast", "Podcast"
    GUIDE = "guide", "Guide"
    VIDEO = "video", "Video"
    ORGANIZATION = "organization", "Organization"


class LengthUnit(models.TextChoices):
    PAGES = "pages", "Pages"
    MINUTES = "minutes", "Minutes"


class Resource(Suggestion):
    """Something worth keeping: a guide, a book, a podcast, a group that helps."""

    kind = models.CharField(max_length=12, choices=ResourceKind.choices)
    description = models.CharField(max_length=500)
    language = models.CharField(max_length=3, blank=True, help_text="ISO 639 code")
    length = models.PositiveIntegerField(null=True)
    length_unit = models.CharField(max_length=7, choices=LengthUnit.choices, blank=True)
    published_on = models.DateField(null=True)

    class Meta(Suggestion.Meta):
        constraints = [
            *Suggestion.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=ResourceKind.values), name="resource_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(length=None, length_unit="")
                | Q(length__gt=0, length_unit__in=LengthUnit.values),
                name="resource_length_with_unit",
            ),
        ]
        indexes = [
            *Suggestion.Meta.indexes,
            models.Index(fields=["community", "state", "kind", "title"], name="resource_list"),
        ]

    @property
    def language_name(self) -> str:
        """The language in English; empty where nobody said it."""
        return NAMES.get(self.language, "")

    @property
    def length_text(self) -> str:
        """Such as 12 pages; empty where nobody said it."""
        if self.length is None:
            return ""
        unit = self.length_unit[:-1] if self.length == 1 else self.length_unit
        return f"{self.length:,} {unit}"


class ResourceEvent(Event):
    """Who suggested a resource, who changed it and who decided on it."""

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="events")

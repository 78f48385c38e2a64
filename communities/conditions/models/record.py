"""What a source says about a condition beside names and codes: its own record, a definition in
each language, and how common the condition is.
"""

import re

import nh3
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from communities.conditions.models.condition import Condition, Level, Source

KEPT_TAGS = {"i", "em", "sub", "sup"}


class SourceRecord(models.Model):
    """A source's own record of a condition. Its code is never given to another condition; the
    condition is retired when no source has a record of it in use."""

    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="records")
    source = models.CharField(max_length=20, choices=Source.choices)
    code = models.CharField(max_length=30)
    in_use = models.BooleanField(default=True)
    level = models.CharField(max_length=10, choices=Level.choices, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "code"], name="record_names_one_condition"),
            models.UniqueConstraint(fields=["condition", "source"], name="record_once_per_source"),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="record_source_known"
            ),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="record_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.code}"


class Definition(models.Model):
    """What a condition is, in a source's own words; only italics and raised letters are kept."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="definitions")
    source = models.CharField(max_length=20, choices=Source.choices)
    language = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["condition", "source", "language"], name="definition_once_per_language"
            ),
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="definition_source_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Prevalence(models.Model):
    """How common a condition is, as a source states it for one place; its words stay as they are,
    because the lists behind them grow."""

    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="prevalences")
    source = models.CharField(max_length=20, choices=Source.choices)
    kind = models.CharField(max_length=60)
    qualification = models.CharField(max_length=60, blank=True)
    share = models.CharField(max_length=60, blank=True, help_text="a class such as 1-9 / 100 000")
    mean = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    place = models.CharField(max_length=120, blank=True)
    validated = models.BooleanField()
    pmids = ArrayField(models.CharField(max_length=12), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=Source.values), name="prevalence_source_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.share}"


def kept_markup(text: str) -> str:
    """A source's text without any markup but italics and raised or lowered letters."""
    cleaned = nh3.clean(text, tags=KEPT_TAGS, attributes={}, clean_content_tags={"script", "style"})
    return re.sub(r"\s+", " ", cleaned).strip()


def shown(text: str) -> SafeString:
    """A stored definition as HTML; cleaned again, whatever was stored."""
    return mark_safe(kept_markup(text))  # noqa: S308 - cleaned by nh3 on this line

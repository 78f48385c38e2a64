"""What was imported into the catalogue, under which licence, and what it changed."""

from django.db import models

from communities.conditions.models.condition import Source


class ImportRelease(models.Model):
    source = models.CharField(max_length=20, choices=Source.choices)
    release = models.CharField(max_length=100)
    licence = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the imported bytes")
    counts = models.JSONField(default=dict)
    difference = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["source", "-at"], name="release_newest")]

    def __str__(self) -> str:
        return f"{self.source} {self.release}"

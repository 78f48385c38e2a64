"""What was imported into the catalogue, from where, what it changed, and what was refused."""

from django.db import models

from communities.conditions.models.condition import Source


class Product(models.TextChoices):
    """The files that can be imported."""

    TABLE = "table", "Table of conditions"
    GRAPH = "graph", "Mondo graph"
    NAMES = "names", "Orphadata names"
    PREVALENCE = "prevalence", "Orphadata prevalence"


class ImportRelease(models.Model):
    source = models.CharField(max_length=20, choices=Source.choices)
    product = models.CharField(max_length=12, choices=Product.choices, default=Product.TABLE)
    language = models.CharField(max_length=10, default="en")
    release = models.CharField(max_length=100)
    licence = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the imported bytes")
    counts = models.JSONField(default=dict)
    difference = models.JSONField(default=dict, help_text="how many lines of each kind changed")
    changes = models.JSONField(default=dict, help_text="which conditions; long lists are cut")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["source", "-at"], name="release_newest")]

    def __str__(self) -> str:
        return f"{self.get_product_display()} {self.release}"


class RefusedFile(models.Model):
    """A file of the drop folder that was refused; the same bytes are not tried again."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=255)
    detail = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.name

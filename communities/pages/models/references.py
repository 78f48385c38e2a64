"""The published works that a page rests on."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from communities.groups.models import Community
from rareshare.lib import clock


class ReferenceQuerySet(models.QuerySet["Reference"]):
    """Filters over works."""

    def current(self) -> "ReferenceQuerySet":
        """Those that stand on the page now."""
        return self.filter(removed_at=None)


class Reference(models.Model):
    """A published work that the sections rest on, found by its DOI, its PMID or a link."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="references")
    title = models.CharField(max_length=400)
    authors = models.CharField(max_length=400)
    journal = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField()
    doi = models.CharField(max_length=150, blank=True)
    pmid = models.CharField(max_length=10, blank=True)
    url = models.CharField(max_length=1000, blank=True)
    added_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)
    # A work that older texts rest on is taken off the page but never out of their history.
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        ordering = ["authors", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "title", "year"],
                condition=Q(removed_at=None),
                name="one_reference_per_work",
            ),
            models.UniqueConstraint(
                "community",
                Lower("doi"),
                condition=Q(removed_at=None) & ~Q(doi=""),
                name="one_reference_per_doi",
            ),
            models.UniqueConstraint(
                fields=["community", "pmid"],
                condition=Q(removed_at=None) & ~Q(pmid=""),
                name="one_reference_per_pmid",
            ),
        ]
        indexes = [models.Index(fields=["community", "authors"], name="reference_list")]

    def __str__(self) -> str:
        return self.title

    @property
    def link(self) -> str:
        """Where the work can be found: its DOI first, because that address lasts."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return self.url

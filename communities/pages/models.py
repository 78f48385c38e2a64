"""What a community says about its condition: sections in versions, and the works they rest on."""

from datetime import date
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.safestring import SafeString, mark_safe

from communities.groups.models import Community
from communities.pages.states import State
from rareshare.lib import clock
from rareshare.lib.models import Event
from rareshare.lib.text import to_html


class SectionKind(models.TextChoices):
    """The sections in the order in which a reader asks: what, how common, why, what now."""

    WHAT = "what", "What it is"
    HOW_COMMON = "how-common", "How common it is"
    CAUSES = "causes", "Causes"
    RISKS = "risks", "What makes it more likely"
    SIGNS = "signs", "Signs"
    DIAGNOSIS = "diagnosis", "Finding out"
    TESTS = "tests", "Tests"
    TREATMENT = "treatment", "Treatment"
    OUTLOOK = "outlook", "Outlook"
    TIPS = "tips", "Living with it"
    ACKNOWLEDGMENT = "acknowledgment", "Thanks"


MEDICAL = frozenset(SectionKind) - {SectionKind.TIPS, SectionKind.ACKNOWLEDGMENT}


@lru_cache(maxsize=1000)
def _html(text: str) -> SafeString:
    # Keyed by the text itself, so it never goes stale; the page has eleven and most never change.
    html = to_html(text).replace("<h3>", "<h4>").replace("</h3>", "</h4>")
    return mark_safe(html)  # noqa: S308 - to_html cleaned it


class Section(models.Model):
    """One section of one community's page; `version` is the number of its newest text."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=16, choices=SectionKind.choices)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "kind"], name="one_section_per_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=SectionKind.values), name="section_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.community_id}"


class SectionVersion(models.Model):
    """A text never changes once written: an edit is the next version. Empty means taken away."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    why = models.CharField(max_length=200, blank=True)
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)
    reviewer = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    next_review_due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PUBLISHED)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="one_text_per_number"),
            models.UniqueConstraint(
                fields=["section"],
                condition=Q(state=State.PUBLISHED),
                name="one_published_text",
            ),
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="section_version_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reviewer=None, reviewed_at=None)
                | Q(reviewer__isnull=False, reviewed_at__isnull=False),
                name="review_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of section {self.section_id}"

    @property
    def html(self) -> SafeString:
        """The text as safe HTML whose headings stand below the section's own."""
        return _html(self.text)

    @property
    def is_medical(self) -> bool:
        """Facts need an expert's review; tips by members and thanks do not."""
        return self.section.kind in MEDICAL

    def is_overdue(self, today: date) -> bool:
        """True when an expert's review is older than it was meant to last."""
        return self.next_review_due is not None and self.next_review_due < today


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

    class Meta:
        ordering = ["authors", "year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "title", "year"], name="one_reference_per_work"
            )
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


class PageEvent(Event):
    """What was done to the page of a community: texts written, works added."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField(null=True)

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["community", "id"], name="page_history")]

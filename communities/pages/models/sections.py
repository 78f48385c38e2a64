"""What a community says about its condition: sections in versions, and their history."""

from datetime import date, datetime
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe

from communities.groups.models import Community
from communities.pages.models.references import Reference
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

    @property
    def goal(self) -> int:
        """The hardest reading grade that leaders should aim for."""
        return 8 if self in MEDICAL else 6


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
    # What readers should know of the reviewer, as it stood on the day of the review.
    reviewer_profession = models.CharField(max_length=120, blank=True)
    reviewer_interest = models.CharField(max_length=300, blank=True)
    next_review_due = models.DateField(null=True, blank=True)
    sources = models.ManyToManyField(Reference, related_name="versions")
    reading_grade = models.PositiveSmallIntegerField(null=True, blank=True)
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
    def label(self) -> str:
        """How the history names this text."""
        return f"Text {self.number}"

    @property
    def html(self) -> SafeString:
        """The text as safe HTML whose headings stand below the section's own."""
        return _html(self.text)

    @property
    def is_medical(self) -> bool:
        """Facts need an expert's review; tips by members and thanks do not."""
        return self.section.kind in MEDICAL

    @property
    def is_hard(self) -> bool:
        """The outlook holds survival numbers: a reader chooses whether to open it."""
        return self.section.kind == SectionKind.OUTLOOK

    @property
    def is_reviewed(self) -> bool:
        """True where an expert approved this very text, however long ago."""
        return self.reviewed_at is not None

    @property
    def questioned_at(self) -> datetime | None:
        """When an expert last asked for a change of this very text, which no approval has settled;
        known for texts that come from the queries of this room."""
        found = getattr(self, "last_questioned", None)
        return found if isinstance(found, datetime) else None

    def is_overdue(self, today: date) -> bool:
        """True when an expert's review is older than it was meant to last."""
        return self.next_review_due is not None and self.next_review_due < today

    @property
    def review_note(self) -> str:
        """What readers are told where no fresh review vouches for the text; empty where one
        does, and for texts that hold no medical facts."""
        if not self.is_medical:
            return ""
        if self.questioned_at is not None:
            day = date_format(self.questioned_at, "j F Y")
            return f"An expert found that this needs a change ({day})"
        if not self.is_reviewed:
            return "Not yet reviewed by a medical expert"
        return "The review is overdue" if self.is_overdue(clock.today()) else ""


class PageEvent(Event):
    """What was done to the page of a community: texts written, works added."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    section = models.ForeignKey(Section, null=True, on_delete=models.PROTECT, related_name="events")
    version = models.PositiveIntegerField(null=True)

    class Meta(Event.Meta):
        indexes = [models.Index(fields=["community", "id"], name="page_history")]

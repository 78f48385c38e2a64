"""What people ask of a section and what is decided: suggestions, reviews, announcements."""

from django.db import models
from django.db.models import Q

from communities.groups.models import Community
from communities.pages.models.references import Reference
from communities.pages.models.sections import Section, SectionVersion
from communities.pages.states import SuggestionState, Verdict
from rareshare.lib import clock


class Suggestion(models.Model):
    """A text that a member proposes for a section. Leaders see who wrote it; readers never do,
    because being a member of this community tells about a person's health."""

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="suggestions")
    author = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    why = models.CharField(max_length=500)
    sources = models.ManyToManyField(Reference, related_name="+")
    other_sources = models.TextField(blank=True)
    based_on = models.PositiveIntegerField()  # the number of the text that the member saw; 0: none
    reading_grade = models.PositiveSmallIntegerField(null=True, blank=True)
    made_at = models.DateTimeField(default=clock.now)
    state = models.CharField(
        max_length=10, choices=SuggestionState.choices, default=SuggestionState.SUGGESTED
    )
    decided_by = models.ForeignKey(
        "accounts.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)
    version = models.OneToOneField(
        SectionVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suggestion",
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=SuggestionState.values), name="suggestion_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state=SuggestionState.ACCEPTED, version__isnull=False)
                | (~Q(state=SuggestionState.ACCEPTED) & Q(version=None)),
                name="accepted_suggestion_has_its_text",
            ),
            models.CheckConstraint(
                condition=~Q(state=SuggestionState.DECLINED) | ~Q(reason=""),
                name="declined_suggestion_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["section", "id"],
                condition=Q(state=SuggestionState.SUGGESTED),
                name="suggestions_waiting",
            ),
            models.Index(fields=["author", "-id"], name="own_suggestions"),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"

    @property
    def is_stale(self) -> bool:
        """True where the section got another text after the member read it."""
        return self.based_on != self.section.version


class Review(models.Model):
    """What a verified expert said about one version. Rows stay: the version shows the last word."""

    version = models.ForeignKey(SectionVersion, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    profession = models.CharField(max_length=120)
    conflict_of_interest = models.CharField(max_length=300, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    note = models.TextField(blank=True)
    next_review_due = models.DateField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=Verdict.values), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.APPROVED, next_review_due__isnull=False)
                | (Q(verdict=Verdict.NEEDS_CHANGE) & ~Q(note="")),
                name="review_says_until_when_or_what",
            ),
        ]

    def __str__(self) -> str:
        return f"review {self.pk}"


class Announcement(models.Model):
    """A change that followers and the forum shall hear of; written with the change itself."""

    version = models.OneToOneField(
        SectionVersion, on_delete=models.PROTECT, related_name="announcement"
    )
    made_at = models.DateTimeField(default=clock.now)
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(told_at=None), name="announcements_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk}"

    @property
    def community(self) -> Community:
        """The community whose page changed."""
        return self.version.section.community

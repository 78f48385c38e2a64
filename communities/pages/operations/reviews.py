"""Medical review: a verified expert vouches for one exact text, or says what is wrong with it."""

from datetime import date, timedelta

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.pages import permissions, reviewers
from communities.pages.models import Review, SectionVersion
from communities.pages.operations.publishing import record
from communities.pages.reviewers import Credentials
from communities.pages.states import State, Verdict
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, Stale
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_text, needed_text

USUAL = timedelta(days=365)
LONGEST = timedelta(days=3 * 366)
MOST_NOTE = 2_000


def review_section(
    version: SectionVersion,
    *,
    by: User,
    verdict: str,
    note: str = "",
    next_review_due: date | None = None,
) -> Review:
    """Approve the text that stands, until a day (a year ahead where none is named), or tell the
    leaders what must change. Not one's own text, nor one that was taken from one's own suggestion.
    Whoever says that a text needs a change takes an earlier approval off it."""
    note = clean_text(note, "note", limit=MOST_NOTE)
    due = _checked(verdict, note, next_review_due)
    with transaction.atomic():
        version = _as_it_stands(version)
        community = version.section.community
        credentials = reviewers.credentials_of(by, community)
        if credentials is None or not permissions.can_review_section(by, version):
            raise NotAllowed(_why_not(by, version))
        review = Review.objects.create(
            version=version,
            reviewer=by,
            profession=credentials.profession,
            conflict_of_interest=credentials.conflict_of_interest,
            verdict=verdict,
            note=note,
            next_review_due=due,
        )
        _show(version, review if verdict == Verdict.APPROVED else None)
        approved = verdict == Verdict.APPROVED
        record(version, "section_approved" if approved else "section_questioned", by=by, note=note)
    return review


def _as_it_stands(version: SectionVersion) -> SectionVersion:
    """The version under its lock; Stale where a newer text replaced it."""
    section = version.section
    section.community = merging.held(section.community)
    version = locked(version)
    version.section = section
    if version.state != State.PUBLISHED or not version.text:
        raise Stale("There is a newer text. Read it, then review that one.")
    return version


def _checked(verdict: str, note: str, due: date | None) -> date | None:
    """The day until which an approval holds; None for a text that needs a change."""
    if verdict not in Verdict.values:
        raise Invalid("Choose what you say about this text.", field="verdict")
    if verdict == Verdict.NEEDS_CHANGE:
        needed_text(note, "note", "Say what must change. The leaders will read it.")
        return None
    today = clock.today()
    due = due or today + USUAL
    if not today < due <= today + LONGEST:
        raise Invalid("Choose a day in the next three years.", field="next_review_due")
    return due


def _why_not(by: User, version: SectionVersion) -> str:
    if not reviewers.is_reviewer(by, version.section.community):
        return "Only experts who are verified for this community review its texts."
    if not version.is_medical:
        return "This section holds no medical facts, so no expert reviews it."
    return "Nobody reviews a text of their own. Another expert can."


def _show(version: SectionVersion, review: Review | None) -> None:
    """Let readers see the last word: who approved the text, or nobody."""
    credentials = Credentials(review.profession, review.conflict_of_interest) if review else None
    version.reviewer = review.reviewer if review else None
    version.reviewed_at = review.at if review else None
    version.next_review_due = review.next_review_due if review else None
    version.reviewer_profession = credentials.profession if credentials else ""
    version.reviewer_interest = credentials.conflict_of_interest if credentials else ""
    version.save(
        update_fields=[
            "reviewer",
            "reviewed_at",
            "next_review_due",
            "reviewer_profession",
            "reviewer_interest",
        ]
    )

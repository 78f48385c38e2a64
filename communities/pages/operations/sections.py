"""Writing and reverting a section: each text is a new version, and nobody overwrites what they
did not read."""

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from communities.groups import merging
from communities.groups.models import Community
from communities.pages import permissions
from communities.pages.models import MEDICAL, SectionVersion
from communities.pages.operations.publishing import (
    MOST_TEXT,
    checked_text,
    chosen_sources,
    publish,
    record,
    section_for_writing,
)
from rareshare.lib.errors import Invalid, NotAllowed, NotFound
from rareshare.lib.text import clean_line

__all__ = ["MOST_TEXT", "revert_section", "write_section"]
MOST_WHY = 150  # of a step back; the number of the text stands before it
_NO_WHY = "Say what you changed, and why. Members read it in the history."
_LEADERS_ONLY = "Only leaders of this community write its page."


def write_section(  # noqa: PLR0913 - each is one thing that the writer says
    community: Community,
    kind: str,
    *,
    by: User,
    text: str,
    version: int,
    why: str = "",
    sources: Iterable[int] | None = None,
    tell: bool = False,
) -> SectionVersion:
    """Publish a new text of a section. `version` is the number of the text that the writer saw, 0
    for none; Stale where another came in between. An empty text takes the section off the page.
    An expert's review belongs to the text it was made of, so a new text has none. `tell` lets the
    followers and the forum know; what is taken off the page is always told. A change of a medical
    text says why."""
    text, why = checked_text(text), clean_line(why, "why", limit=200)
    with transaction.atomic():
        community = merging.held(community)
        if not permissions.can_write_section(by, community):
            raise NotAllowed(_LEADERS_ONLY)
        section = section_for_writing(community, kind, version)
        if section.version and kind in MEDICAL and not why:
            raise Invalid(_NO_WHY, field="why")
        works = None if sources is None else chosen_sources(community, sources)
        written = publish(section, text=text, by=by, why=why, sources=works, tell=tell)
        record(written, "section_written" if text else "section_emptied", by=by, note=why)
    return written


def revert_section(
    community: Community, kind: str, *, by: User, number: int, version: int, why: str
) -> SectionVersion:
    """Bring an earlier text back, with the works it rested on that still stand: as a new version,
    so that nothing disappears from the history. Its reason is read there; followers are told."""
    why = clean_line(why, "why", limit=MOST_WHY)
    with transaction.atomic():
        community = merging.held(community)
        if not permissions.can_revert_section(by, community):
            raise NotAllowed(_LEADERS_ONLY)
        section = section_for_writing(community, kind, version)
        if not why:
            raise Invalid("Say why this text should stand again.", field="why")
        earlier = section.versions.filter(number=number).first()
        if earlier is None:
            raise NotFound
        why = f"Back to text number {number}: {why}"
        works = list(earlier.sources.current())
        written = publish(section, text=earlier.text, by=by, why=why, sources=works, tell=True)
        record(written, "section_reverted", by=by, note=why)
    return written

"""The nouns of this room: sections in versions, suggestions, reviews, works, announcements."""

from communities.pages.models.decisions import Announcement, Review, Suggestion
from communities.pages.models.references import Reference
from communities.pages.models.sections import (
    MEDICAL,
    PageEvent,
    Section,
    SectionKind,
    SectionVersion,
)

__all__ = [
    "MEDICAL",
    "Announcement",
    "PageEvent",
    "Reference",
    "Review",
    "Section",
    "SectionKind",
    "SectionVersion",
    "Suggestion",
]

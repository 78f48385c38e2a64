"""What can be read of the page of a community, and who may read it."""

from communities.pages.queries.announcements import announcements_waiting, communities_to_tell
from communities.pages.queries.contents import (
    Contents,
    contents_of,
    known_kind,
    names_in_texts,
    reference_in,
    references_of,
    section_of,
    section_to_write,
)
from communities.pages.queries.history import (
    Comparison,
    comparison_of,
    version_of,
    versions_of,
)
from communities.pages.queries.reviews import (
    reviews_of,
    section_to_review,
    sections_to_review,
)
from communities.pages.queries.suggestions import (
    communities_with_suggestions,
    own_suggestions,
    section_to_suggest,
    suggestion_in,
    suggestion_to_decide,
    suggestions_in,
    suggestions_to,
)
from communities.pages.queries.work import Work, work_of

__all__ = [
    "Comparison",
    "Contents",
    "Work",
    "announcements_waiting",
    "communities_to_tell",
    "communities_with_suggestions",
    "comparison_of",
    "contents_of",
    "known_kind",
    "names_in_texts",
    "own_suggestions",
    "reference_in",
    "references_of",
    "reviews_of",
    "section_of",
    "section_to_review",
    "section_to_suggest",
    "section_to_write",
    "sections_to_review",
    "suggestion_in",
    "suggestion_to_decide",
    "suggestions_in",
    "suggestions_to",
    "version_of",
    "versions_of",
    "work_of",
]

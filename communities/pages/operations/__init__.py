"""What can be done with the page of a community, by noun."""

from communities.pages.operations.announcing import mark_told
from communities.pages.operations.references import (
    add_reference,
    change_reference,
    remove_reference,
)
from communities.pages.operations.reviews import review_section
from communities.pages.operations.sections import revert_section, write_section
from communities.pages.operations.suggestions import (
    accept_suggestion,
    decline_suggestion,
    suggest_text,
    withdraw_suggestion,
)

__all__ = [
    "accept_suggestion",
    "add_reference",
    "change_reference",
    "decline_suggestion",
    "mark_told",
    "remove_reference",
    "revert_section",
    "review_section",
    "suggest_text",
    "withdraw_suggestion",
    "write_section",
]

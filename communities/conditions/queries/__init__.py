"""What can be read from the catalogue."""

from communities.conditions.queries.catalogue import (
    Card,
    all_conditions,
    bearers_of_code,
    card_by_key,
    card_by_slug,
    condition_by_key,
    condition_by_slug,
    conditions_in_use,
    conditions_with_code,
    letters_in_use,
    with_code_of,
)
from communities.conditions.queries.reports import report, summary
from communities.conditions.queries.search import (
    Match,
    did_you_mean,
    same_condition,
    search_conditions,
)

__all__ = [
    "Card",
    "Match",
    "all_conditions",
    "bearers_of_code",
    "card_by_key",
    "card_by_slug",
    "condition_by_key",
    "condition_by_slug",
    "conditions_in_use",
    "conditions_with_code",
    "did_you_mean",
    "letters_in_use",
    "report",
    "same_condition",
    "search_conditions",
    "summary",
    "with_code_of",
]

"""What can be read from the catalogue."""

from communities.conditions.models.places import code_url
from communities.conditions.queries.card import (
    Card,
    card_at,
    card_by_key,
    card_by_slug,
    sources_in_use,
)
from communities.conditions.queries.catalogue import (
    all_conditions,
    bearers_of_code,
    condition_by_key,
    condition_by_slug,
    conditions_in_use,
    conditions_with_code,
    letters_in_use,
    with_code_of,
)
from communities.conditions.queries.facts import prevalence_in_words
from communities.conditions.queries.reports import (
    counted,
    newest_of_each,
    report,
    summary,
    unchanged,
)
from communities.conditions.queries.search import (
    Match,
    did_you_mean,
    looks_like_code,
    same_condition,
    search_conditions,
)

__all__ = [
    "Card",
    "Match",
    "all_conditions",
    "bearers_of_code",
    "card_at",
    "card_by_key",
    "card_by_slug",
    "code_url",
    "condition_by_key",
    "condition_by_slug",
    "conditions_in_use",
    "conditions_with_code",
    "counted",
    "did_you_mean",
    "letters_in_use",
    "looks_like_code",
    "newest_of_each",
    "prevalence_in_words",
    "report",
    "same_condition",
    "search_conditions",
    "sources_in_use",
    "summary",
    "unchanged",
    "with_code_of",
]

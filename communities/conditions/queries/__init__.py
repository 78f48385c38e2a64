"""What can be read from the catalogue."""

from communities.conditions.queries.catalogue import conditions_with_code
from communities.conditions.queries.search import Match, did_you_mean, search_conditions

__all__ = ["Match", "conditions_with_code", "did_you_mean", "search_conditions"]

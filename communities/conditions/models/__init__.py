"""The nouns of the catalogue: conditions, their names, codes and places, and the search index."""

from communities.conditions.models.condition import (
    Condition,
    ConditionCode,
    ConditionEvent,
    ConditionName,
    ConditionParent,
    NameKind,
    Source,
    System,
)
from communities.conditions.models.release import ImportRelease
from communities.conditions.models.search import SearchForm, SearchGram

__all__ = [
    "Condition",
    "ConditionCode",
    "ConditionEvent",
    "ConditionName",
    "ConditionParent",
    "ImportRelease",
    "NameKind",
    "SearchForm",
    "SearchGram",
    "Source",
    "System",
]

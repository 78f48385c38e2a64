"""The nouns of the catalogue: conditions, their names, codes and places, and the search index."""

from communities.conditions.models.condition import (
    Condition,
    ConditionCode,
    ConditionEvent,
    ConditionName,
    ConditionParent,
    Level,
    NameKind,
    Relation,
    Source,
    System,
)
from communities.conditions.models.record import Definition, Prevalence, SourceRecord
from communities.conditions.models.release import ImportRelease, Product, RefusedFile
from communities.conditions.models.search import SearchForm, SearchGram

__all__ = [
    "Condition",
    "ConditionCode",
    "ConditionEvent",
    "ConditionName",
    "ConditionParent",
    "Definition",
    "ImportRelease",
    "Level",
    "NameKind",
    "Prevalence",
    "Product",
    "RefusedFile",
    "Relation",
    "SearchForm",
    "SearchGram",
    "Source",
    "SourceRecord",
    "System",
]

"""What a list of the API may be filtered and ordered by. Every name and value is checked: a list
that ignores a filter it does not know would answer a question nobody asked.

    class CommunityFilters(filters.Filters):
        state = filters.ChoiceFilter(choices=State.choices)
        orders = {"name": ("name", "id"), "-opened": ("-created_at", "-id")}  # the first is usual

    @extend_schema(parameters=CommunityFilters.parameters(), responses=CommunityOut(many=True))
    def get(self, request): return self.list(rows, CommunityOut, filters=CommunityFilters)
"""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    IsoDateTimeFilter,
    NumberFilter,
    TypedChoiceFilter,
)
from drf_spectacular.utils import OpenApiParameter

from rareshare.lib.errors import Invalid

__all__ = [
    "CharFilter",
    "ChoiceFilter",
    "DateFilter",
    "Filters",
    "IsoDateTimeFilter",
    "NumberFilter",
    "YesNoFilter",
    "refuse_unknown",
]
ORDERING, CURSOR, PAGE_SIZE = "ordering", "cursor", "page_size"


def refuse_unknown(asked: QueryDict, known: Collection[str]) -> None:
    """Nobody gets an answer to another question than the one they asked."""
    wrong = {name: "There is no filter of this name." for name in asked if name not in known}
    if wrong:
        raise Invalid(wrong)


class YesNoFilter(TypedChoiceFilter):
    """`true` or `false`, nothing else: the library's own takes any other word for "both"."""

    def __init__(self, **options: Any) -> None:
        choices = [("true", "yes"), ("false", "no")]
        super().__init__(choices=choices, coerce=lambda value: value == "true", **options)


class Filters(FilterSet):
    """The filters of one list. `orders` maps what may stand in `ordering` to columns, the last of
    which must be unique; its first entry is the usual order."""

    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {"newest": ("-id",)}
    also: ClassVar[frozenset[str]] = frozenset()  # further names that the view reads itself

    @classmethod
    def apply(cls, rows: Any, asked: QueryDict) -> tuple[Any, tuple[str, ...]]:
        """The rows that pass and the order to page them in; Invalid names every field that is
        unknown or cannot be read."""
        wrong = {name: "There is no filter of this name." for name in asked if not cls._knows(name)}
        chosen = asked.get(ORDERING, "") or next(iter(cls.orders))
        if chosen not in cls.orders:
            wrong[ORDERING] = _one_of(cls.orders)
        filters = cls(asked, queryset=rows)
        for name, texts in filters.errors.items():
            wrong[name] = _choices(filters.form.fields[name]) or " ".join(map(str, texts))
        if wrong:
            raise Invalid(wrong)
        return filters.qs, cls.orders[chosen]

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        """What the API's description says about this list."""
        filters = [
            OpenApiParameter(name, description=str(known.label or ""), enum=_values(known.field))
            for name, known in cls.base_filters.items()
        ]
        return [
            *filters,
            OpenApiParameter(ORDERING, enum=list(cls.orders)),
            OpenApiParameter(CURSOR, description="the page mark of `next` or `previous`"),
            OpenApiParameter(PAGE_SIZE, int, description="1 to 100"),
        ]

    @classmethod
    def _knows(cls, name: str) -> bool:
        return name in cls.base_filters or name in {ORDERING, CURSOR, PAGE_SIZE} | cls.also


def _values(field: forms.Field) -> list[str] | None:
    values = [str(value) for value, _ in getattr(field, "choices", ()) if value != ""]
    return values or None


def _choices(field: forms.Field) -> str:
    values = _values(field)
    return _one_of(values) if values else ""


def _one_of(values: Any) -> str:
    return f"Send one of: {', '.join(values)}."

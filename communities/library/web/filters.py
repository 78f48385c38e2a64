"""What the lists of news and resources may be filtered and ordered by."""

from typing import Any

from django.db.models import QuerySet

from communities.library.languages import CHOICES
from communities.library.models import UNREACHABLE_AFTER, ResourceKind
from communities.library.states import State
from rareshare.lib import filters


class _ShelfFilters(filters.Filters):
    """What both lists share: approved ones, unless another state is asked for."""

    state = filters.ChoiceFilter(choices=State.choices, label="approved where nothing is sent")
    unreachable = filters.YesNoFilter(method="by_reach", label="could not be reached on three days")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What waits or was declined is listed for those who ask for it and may see it."""
        if not self.form.cleaned_data["state"]:
            queryset = queryset.filter(state=State.APPROVED)
        found: QuerySet[Any] = super().filter_queryset(queryset)
        return found

    def by_reach(self, rows: QuerySet[Any], _name: str, value: bool) -> QuerySet[Any]:
        """Those that readers are warned of, or all others."""
        away = {"failures__gte": UNREACHABLE_AFTER}
        return rows.filter(**away) if value else rows.exclude(**away)


class NewsFilters(_ShelfFilters):
    """News, the newest first."""

    published_from = filters.DateFilter(field_name="published_on", lookup_expr="gte")
    published_to = filters.DateFilter(field_name="published_on", lookup_expr="lte")

    orders = {
        "-published_on": ("-published_on", "-id"),
        "published_on": ("published_on", "id"),
        "suggested_at": ("suggested_at", "id"),
        "-suggested_at": ("-suggested_at", "-id"),
    }


class ResourceFilters(_ShelfFilters):
    """Resources, by kind and title."""

    kind = filters.ChoiceFilter(choices=ResourceKind.choices)
    language = filters.ChoiceFilter(choices=CHOICES)

    orders = {
        "kind": ("kind", "title", "id"),
        "title": ("title", "id"),
        "-title": ("-title", "-id"),
        "suggested_at": ("suggested_at", "id"),
        "-suggested_at": ("-suggested_at", "-id"),
    }

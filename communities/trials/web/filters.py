"""What the list of studies may be filtered and ordered by."""

from typing import Any

from django.db.models import Exists, OuterRef
from drf_spectacular.utils import OpenApiParameter

from communities.trials.models import TrialPlace
from communities.trials.states import MatchKind
from communities.trials.web.forms import SHOW
from rareshare.lib import filters

NEAREST = "nearest"


class TrialFilters(filters.Filters):
    """`near` and `distance` are read by the view: they also give each study its distance."""

    status = filters.ChoiceFilter(
        choices=[(key, group.label) for key, group in SHOW.items()],
        method="of_status",
        label="now, soon, or other: does it look for people?",
    )
    country = filters.CharFilter(
        method="in_country", max_length=120, label="the name of a country, as places name it"
    )
    match = filters.ChoiceFilter(choices=MatchKind.choices, label="direct or related")
    orders = {
        "newest": ("-last_updated", "-id"),
        "oldest": ("last_updated", "id"),
        "number": ("nct_id", "id"),
        NEAREST: ("km", "id"),
    }
    also = frozenset({"near", "distance"})

    @classmethod
    def parameters(cls) -> list[OpenApiParameter]:
        """The filters, and the two that ask for a place."""
        return [
            *super().parameters(),
            OpenApiParameter("near", description="latitude,longitude, or the number of a place"),
            OpenApiParameter("distance", float, description="in kilometers; with near"),
        ]

    def of_status(self, rows: Any, name: str, value: str) -> Any:
        """Those that look for people now, soon, or not."""
        return rows.filter(group=SHOW[value])

    def in_country(self, rows: Any, name: str, value: str) -> Any:
        """Those that name a place in this country."""
        here = TrialPlace.objects.filter(trial=OuterRef("pk"), country__iexact=value)
        return rows.filter(Exists(here))

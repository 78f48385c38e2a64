"""What the lists of this room can be filtered and ordered by."""

from communities.leaders.states import Origin, State
from rareshare.lib import filters


class LeaderFilters(filters.Filters):
    """The leaders of one community."""

    orders = {"since": ("since", "id"), "-since": ("-since", "-id")}


class ApplicationFilters(filters.Filters):
    """Applications to lead."""

    state = filters.ChoiceFilter(choices=State.choices)
    origin = filters.ChoiceFilter(choices=Origin.choices)
    orders = {"-created": ("-id",), "created": ("id",)}


class AllApplicationFilters(ApplicationFilters):
    """Applications to all communities."""

    community = filters.CharFilter(field_name="community__public_id", label="its id")


class LedFilters(filters.Filters):
    """Communities by how they are led."""

    leaderless = filters.YesNoFilter(field_name="leaderless", label="no living leader")
    term_ends_before = filters.DateFilter(
        field_name="term_ends_on", lookup_expr="lt", label="the next term ends before this day"
    )
    orders = {"name": ("name", "id"), "-name": ("-name", "-id")}

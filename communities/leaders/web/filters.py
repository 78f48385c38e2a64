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

"""What the list of members may be filtered and ordered by."""

from communities.groups.models import Role
from rareshare.lib import filters


class MemberFilters(filters.Filters):
    """The newest first, unless something else is asked for."""

    role = filters.ChoiceFilter(choices=Role.choices, label="what brings them here")

    orders = {"-joined": ("-id",), "joined": ("id",)}

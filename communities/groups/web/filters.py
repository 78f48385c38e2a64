"""What the lists of communities and of members may be filtered and ordered by."""

from typing import ClassVar

from communities.groups.models import Kind, Role
from communities.groups.states import State
from rareshare.lib import filters


class CommunityFilters(filters.Filters):
    """Open ones in the order of their names, unless something else is asked for."""

    kind = filters.ChoiceFilter(choices=Kind.choices, label="about one condition, or none")
    state = filters.ChoiceFilter(
        choices=[(State.OPEN, "open"), (State.ARCHIVED, "closed")], label="open, where none is sent"
    )
    talk_open = filters.YesNoFilter(label="whether everyone can read the talk")

    orders: ClassVar = {
        "name": ("name", "id"),
        "-name": ("-name", "-id"),
        "opened": ("created_at", "id"),
        "-opened": ("-created_at", "-id"),
        "-active": ("-last_activity_at", "-id"),
    }


class MemberFilters(filters.Filters):
    """The newest first, unless something else is asked for."""

    role = filters.ChoiceFilter(choices=Role.choices, label="what brings them here")

    orders = {"-joined": ("-id",), "joined": ("id",)}

"""The nouns of this room: communities, who belongs to them, and who leads them."""

from communities.groups.models.community import Community, CommunityEvent, Kind
from communities.groups.models.membership import (
    CommunityFollow,
    FollowLevel,
    Leadership,
    Membership,
    Role,
    Visibility,
)

__all__ = [
    "Community",
    "CommunityEvent",
    "CommunityFollow",
    "FollowLevel",
    "Kind",
    "Leadership",
    "Membership",
    "Role",
    "Visibility",
]

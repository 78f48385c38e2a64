"""What can be read of communities, and who may read it."""

from communities.groups.queries.communities import (
    communities_like,
    communities_nearby,
    communities_on,
    communities_visible_to,
    community_at,
    community_by_public_id,
    community_by_slug,
    community_named,
    history_of,
    nothing_at,
    open_communities,
    undiagnosed_community,
)
from communities.groups.queries.finder import Finding, Search, find_communities
from communities.groups.queries.following import (
    chosen_level,
    follow_level,
    followers,
    membership_version,
    weekly_communities,
    weekly_readers,
)
from communities.groups.queries.members import (
    communities_of,
    leaders_of,
    leadership_in,
    members_of,
    memberships_visible_to,
)
from communities.groups.queries.merged import TakenIn, community_at_desk, taken_in

__all__ = [
    "Finding",
    "Search",
    "TakenIn",
    "chosen_level",
    "communities_like",
    "communities_nearby",
    "communities_of",
    "communities_on",
    "communities_visible_to",
    "community_at",
    "community_at_desk",
    "community_by_public_id",
    "community_by_slug",
    "community_named",
    "find_communities",
    "follow_level",
    "followers",
    "history_of",
    "leaders_of",
    "leadership_in",
    "members_of",
    "membership_version",
    "memberships_visible_to",
    "nothing_at",
    "open_communities",
    "taken_in",
    "undiagnosed_community",
    "weekly_communities",
    "weekly_readers",
]

"""What can be read of leading, and who may read it."""

from communities.leaders.queries.applications import (
    all_applications,
    application_for,
    applications_of,
    applications_to,
    asked_by,
    questions_of,
    waiting_applications,
)
from communities.leaders.queries.leaders import (
    endings_of,
    is_leaderless,
    leaderless_communities,
    leaders_in,
    leaderships_of,
    led_communities,
    own_leadership,
    terms_ending,
    wanted_in,
)
from communities.leaders.queries.members import member_named, member_with_id

__all__ = [
    "all_applications",
    "application_for",
    "applications_of",
    "applications_to",
    "asked_by",
    "endings_of",
    "is_leaderless",
    "leaderless_communities",
    "leaders_in",
    "leaderships_of",
    "led_communities",
    "member_named",
    "member_with_id",
    "own_leadership",
    "questions_of",
    "terms_ending",
    "waiting_applications",
    "wanted_in",
]

"""The nouns of this room: what people tell about themselves, and who read very many of them."""

from communities.people.models.profile import FIELDS, Audience, Profile
from communities.people.models.reading import (
    ReadingDay,
    ReadingMark,
    ReadingStop,
    ReadingStopEvent,
)

__all__ = [
    "FIELDS",
    "Audience",
    "Profile",
    "ReadingDay",
    "ReadingMark",
    "ReadingStop",
    "ReadingStopEvent",
]

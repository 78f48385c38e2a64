"""What can be read of people: each part only by those whom the person chose."""

from communities.people.queries.people import (
    PersonView,
    own_profile,
    person_for,
    preview,
    relation,
)
from communities.people.queries.stops import (
    history_of_stop,
    holding_stops,
    stop_at_desk,
    waiting_stops,
)

__all__ = [
    "PersonView",
    "history_of_stop",
    "holding_stops",
    "own_profile",
    "person_for",
    "preview",
    "relation",
    "stop_at_desk",
    "waiting_stops",
]

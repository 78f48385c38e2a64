"""What can be done with profiles and with stopped readers."""

from communities.people.operations.profiles import change_own_profile
from communities.people.operations.reading import forget_readings, watch_reading
from communities.people.operations.stops import keep_stop, lift_stop

__all__ = [
    "change_own_profile",
    "forget_readings",
    "keep_stop",
    "lift_stop",
    "watch_reading",
]

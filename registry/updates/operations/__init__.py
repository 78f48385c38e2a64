"""What can be done about yearly updates, by noun."""

from registry.updates.operations.confirming import confirm_by_link, confirm_update
from registry.updates.operations.pausing import pause_updates, resume_updates
from registry.updates.operations.scanning import find_due

__all__ = [
    "confirm_by_link",
    "confirm_update",
    "find_due",
    "pause_updates",
    "resume_updates",
]

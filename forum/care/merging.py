"""How reports follow their community when it becomes part of another."""

from communities.groups import merging
from communities.groups.merging import Merge
from forum.care.models import Report


def move_rows(merge: Merge) -> None:
    """All of them, decided or not."""
    merging.carry(merge, Report)

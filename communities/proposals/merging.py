"""How proposals follow their community when it becomes part of another."""

from communities.groups import merging
from communities.groups.merging import Merge
from communities.proposals.models import Proposal


def move_rows(merge: Merge) -> None:
    """Whoever proposed it finds the way to where it is now."""
    merging.carry(merge, Proposal)

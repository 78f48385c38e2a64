"""What ends when a community is closed: a room above says so for its own rows when Django starts.

The closer runs in the transaction that closes the community, which is locked.
"""

from collections.abc import Callable

from accounts.models import User
from communities.groups.models import Community

Closer = Callable[[Community, User], None]
_closers: dict[str, Closer] = {}


def register(closer: Closer) -> None:
    """Let `closer(community, by)` end what makes no sense in a closed community."""
    _closers[closer.__module__] = closer


def end_what_is_open(community: Community, by: User) -> None:
    """Every room ends its own."""
    for closer in _closers.values():
        closer(community, by)

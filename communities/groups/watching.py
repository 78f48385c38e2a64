"""Who reads many people is noticed. The room of people does the counting: it registers itself when
Django starts, and until then no list of people is shown."""

from collections.abc import Callable, Sequence

from accounts.models import User
from rareshare.lib.errors import NotAllowed

Watcher = Callable[[User, Sequence[str]], None]
_watchers: list[Watcher] = []


def register(watcher: Watcher) -> None:
    """Let `watcher(viewer, public_ids)` see every list of people before it leaves the house; it
    raises where the viewer has seen enough."""
    _watchers[:] = [watcher]


def people_shown(viewer: User, public_ids: Sequence[str]) -> None:
    """Count the people who are about to be shown to a viewer; refuses instead of showing more."""
    if not _watchers:
        raise NotAllowed("Lists of people are closed for the moment.")
    _watchers[0](viewer, public_ids)

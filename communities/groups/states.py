"""The life of a community: proposed, open, archived; and the moves between."""

from django.db import models


class State(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    OPEN = "open", "Open"
    ARCHIVED = "archived", "Archived"


MOVES: dict[str, frozenset[str]] = {
    State.PROPOSED: frozenset({State.OPEN, State.ARCHIVED}),
    State.OPEN: frozenset({State.ARCHIVED}),
    State.ARCHIVED: frozenset({State.OPEN}),
}

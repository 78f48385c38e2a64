"""The life of a community: open, archived, merged into another; and the moves between."""

from django.db import models


class State(models.TextChoices):
    OPEN = "open", "Open"
    ARCHIVED = "archived", "Archived"
    MERGED = "merged", "Merged into another"


MOVES: dict[str, frozenset[str]] = {
    State.OPEN: frozenset({State.ARCHIVED, State.MERGED}),
    State.ARCHIVED: frozenset({State.OPEN, State.MERGED}),
    State.MERGED: frozenset(),
}

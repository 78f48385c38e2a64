"""The life of a suggestion to the library: suggested, then approved or declined."""

from django.db import models


class State(models.TextChoices):
    SUGGESTED = "suggested", "Waits for a leader"
    APPROVED = "approved", "Shown to everyone"
    DECLINED = "declined", "Not taken"


MOVES: dict[str, frozenset[str]] = {
    State.SUGGESTED: frozenset({State.APPROVED, State.DECLINED}),
    State.APPROVED: frozenset({State.DECLINED}),
    State.DECLINED: frozenset({State.APPROVED}),
}

"""The lives of a version, a suggestion and a review, and the moves between their states."""

from django.db import models


class State(models.TextChoices):
    PUBLISHED = "published", "Shown now"
    REPLACED = "replaced", "Replaced by a newer one"


class SuggestionState(models.TextChoices):
    SUGGESTED = "suggested", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    WITHDRAWN = "withdrawn", "Taken back"


class Verdict(models.TextChoices):
    APPROVED = "approved", "It is right as it stands"
    NEEDS_CHANGE = "needs_change", "It needs a change"


MOVES: dict[str, frozenset[str]] = {
    State.PUBLISHED: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
}
SUGGESTION_MOVES: dict[str, frozenset[str]] = {
    SuggestionState.SUGGESTED: frozenset(
        {SuggestionState.ACCEPTED, SuggestionState.DECLINED, SuggestionState.WITHDRAWN}
    ),
    SuggestionState.ACCEPTED: frozenset(),
    SuggestionState.DECLINED: frozenset(),
    SuggestionState.WITHDRAWN: frozenset(),
}

"""The life of a suggestion to the library: suggested, then approved or declined. And of a feed."""

from django.db import models


class State(models.TextChoices):
    SUGGESTED = "suggested", "Waits for a decision"
    APPROVED = "approved", "Shown to everyone"
    DECLINED = "declined", "Not taken"


MOVES: dict[str, frozenset[str]] = {
    State.SUGGESTED: frozenset({State.APPROVED, State.DECLINED}),
    State.APPROVED: frozenset({State.DECLINED}),
    State.DECLINED: frozenset({State.APPROVED}),
}


class Reason(models.TextChoices):
    """Why something is not taken; whoever suggested it is told."""

    KNOWN = "known", "It is in the list already"
    ELSEWHERE = "elsewhere", "It does not fit here"
    SELLING = "selling", "It sells something"
    DOUBTFUL = "doubtful", "We could not tell if it is right"
    AWAY = "away", "The address does not work"
    OTHER = "other", "Something else"


class FeedState(models.TextChoices):
    ACTIVE = "active", "We read it"
    STOPPED = "stopped", "We do not read it"


FEED_MOVES: dict[str, frozenset[str]] = {
    FeedState.ACTIVE: frozenset({FeedState.STOPPED}),
    FeedState.STOPPED: frozenset({FeedState.ACTIVE}),
}

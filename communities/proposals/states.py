"""The life of a proposal, why one is declined, and the moves between its states."""

from django.db import models


class State(models.TextChoices):
    DRAFT = "draft", "Not sent yet"
    PROPOSED = "proposed", "Waits for our team"
    ASKED = "asked", "We asked you something"
    APPROVED = "approved", "The community is open"
    DECLINED = "declined", "Not opened"
    WITHDRAWN = "withdrawn", "Taken back"


class Reason(models.TextChoices):
    """Why staff decline; words of their own always come with it."""

    EXISTS = "exists", "There is a community for this already"
    TOO_WIDE = "too_wide", "It is too wide for one community"
    NOT_RARE = "not_rare", "The illness is not rare"
    NO_ILLNESS = "no_illness", "It is not about an illness"
    OTHER = "other", "Another reason"


MOVES: dict[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.PROPOSED, State.WITHDRAWN}),
    State.PROPOSED: frozenset({State.ASKED, State.APPROVED, State.DECLINED, State.WITHDRAWN}),
    State.ASKED: frozenset({State.PROPOSED, State.APPROVED, State.DECLINED, State.WITHDRAWN}),
    State.APPROVED: frozenset(),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
}

WAITING = (State.PROPOSED, State.ASKED)
CHANGEABLE = (State.DRAFT, State.ASKED)

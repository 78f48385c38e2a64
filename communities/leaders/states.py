"""How somebody comes to lead: they apply or are asked, and staff have the last word."""

from django.db.models import TextChoices


class Origin(TextChoices):
    """Who had the idea."""

    APPLIED = "applied", "Applied"
    ASKED = "asked", "Was asked"
    HANDOVER = "handover", "Takes over from a leader"


class State(TextChoices):
    """Where an application stands."""

    ASKED = "asked", "Asked, no answer yet"
    WAITING = "waiting", "Waits for our team"
    APPOINTED = "appointed", "Leads the community"
    DECLINED = "declined", "Not appointed"
    REFUSED = "refused", "Said no"
    WITHDRAWN = "withdrawn", "Taken back"


# The same for whoever asked: they learn where it stands, and nothing of what was written.
ANSWERS: dict[str, str] = {
    State.ASKED: "No answer yet",
    State.WAITING: "Said yes, our team decides",
    State.APPOINTED: "Said yes and was appointed",
    State.DECLINED: "Said yes, our team did not appoint them",
    State.REFUSED: "Said no",
    State.WITHDRAWN: "Taken back",
}
MOVES: dict[str, frozenset[str]] = {
    State.ASKED: frozenset({State.WAITING, State.APPOINTED, State.REFUSED, State.WITHDRAWN}),
    State.WAITING: frozenset({State.APPOINTED, State.DECLINED, State.WITHDRAWN}),
    State.APPOINTED: frozenset(),
    State.DECLINED: frozenset(),
    State.REFUSED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
OPEN = (State.ASKED, State.WAITING)


class Notice(TextChoices):
    """What a leader was told about the end of a term."""

    ASKED = "asked", "Asked how to go on"
    OVER = "over", "Told that the term is over and 30 days are left"

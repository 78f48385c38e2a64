"""The life of a letter. `unknown` means: handed over, but the answer was lost."""

from django.db.models import TextChoices


class LetterState(TextChoices):
    """Where a letter stands."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    UNKNOWN = "unknown"
    BOUNCED = "bounced"
    CANCELED = "canceled"
    DEAD = "dead"


MOVES = {
    LetterState.DUE: {LetterState.CLAIMED, LetterState.CANCELED},
    LetterState.CLAIMED: {
        LetterState.SENT,
        LetterState.DUE,
        LetterState.UNKNOWN,
        LetterState.BOUNCED,
        LetterState.CANCELED,
        LetterState.DEAD,
    },
    LetterState.UNKNOWN: {LetterState.SENT, LetterState.DUE, LetterState.DEAD},
    LetterState.SENT: {LetterState.BOUNCED},
}

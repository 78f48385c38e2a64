"""What may become of a stop after somebody read very many people."""

from django.db.models import TextChoices


class StopState(TextChoices):
    """Where a stop stands. `kept` and `waiting` hold; `lifted` is over."""

    WAITING = "waiting", "Waits for a look"
    KEPT = "kept", "Kept"
    LIFTED = "lifted", "Lifted"


HOLDING = (StopState.WAITING, StopState.KEPT)
MOVES: dict[str, frozenset[str]] = {
    StopState.WAITING: frozenset({StopState.KEPT, StopState.LIFTED}),
    StopState.KEPT: frozenset({StopState.LIFTED}),
    StopState.LIFTED: frozenset(),
}

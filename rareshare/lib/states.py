"""Checking a move against a room's table of allowed moves."""

from collections.abc import Collection, Mapping
from typing import Any

from rareshare.lib.errors import WrongState

Moves = Mapping[Any, Collection[Any]]


def allowed(moves: Moves, current: str, to: str) -> bool:
    """True where the table lists `to` behind `current`."""
    return to in moves.get(current, ())


def check(moves: Moves, current: str, to: str) -> None:
    """Refuse a move that the table does not list, and say which ones it does."""
    if not allowed(moves, current, to):
        names = "; ".join(sorted(_in_words(moves, state) for state in moves.get(current, ())))
        possible = f"Possible now: {names}." if names else "No further step is possible."
        raise WrongState(f"Where this stands now: {_in_words(moves, current)}. {possible}")


def _in_words(moves: Moves, state: str) -> str:
    """As pages name it, where the room gave the state a label."""
    known = next((one for one in moves if one == state), state)
    return str(getattr(known, "label", state)).replace("_", " ")

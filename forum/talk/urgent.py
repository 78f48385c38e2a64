"""Words that may mean danger now. They only decide whether calm help is shown, never what is
posted: it is better to show it once too often."""

import re

_WORDS = re.compile(
    r"""\b(
    (can\s?no?t|can['’]?t|cannot|hardly|unable\s+to)\s+breathe | chest\s+pain | overdos\w* |
    (kill|hurt|harm)(ing)?\s+myself | suicid\w* | end(ing)?\s+(my|it)\s+(life|all) |
    (want|going)\s+to\s+die | not\s+waking\s+up | unconscious | passed\s+out | fainted |
    (bleeding\s+(a\s+lot|heavily|and)|won['’]?t\s+stop\s+bleeding) | emergency | septic | sepsis
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)


def sounds_urgent(text: str) -> bool:
    """True where the words may speak of danger to life."""
    return _WORDS.search(text) is not None

"""What changed between two texts, word by word (Myers 1986), at a cost that no text can raise."""

import re
from dataclasses import dataclass
from itertools import groupby

SAME, REMOVED, ADDED = "same", "removed", "added"
_MOST_EDITS = 800  # beyond that two texts have little in common, and the one replaces the other
_AROUND = 25  # words shown before and after a change


@dataclass(frozen=True)
class Part:
    """A run of words that stayed, were taken out, or were put in."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Part]:
    """The runs in reading order; long runs that stayed are cut in their middle."""
    before, after = _words(old), _words(new)
    runs = []
    for changed, steps in groupby(_steps(before, after), key=lambda step: step[0] != SAME):
        found = list(steps)
        kinds = (REMOVED, ADDED) if changed else (SAME,)
        runs += [(kind, [word for k, word in found if k == kind]) for kind in kinds]
    runs = [(kind, words) for kind, words in runs if words]
    last = len(runs) - 1
    return [
        Part(kind, _joined(words if kind != SAME else _cut(words, first=n == 0, last=n == last)))
        for n, (kind, words) in enumerate(runs)
    ]


def _words(text: str) -> list[str]:
    return re.findall(r"\n+|[^\s]+", text)


def _joined(words: list[str]) -> str:
    return re.sub(r" ?(\n+) ?", r"\1", " ".join(words))


def _cut(words: list[str], *, first: bool, last: bool) -> list[str]:
    head = [] if first else words[:_AROUND]
    tail = [] if last else words[-_AROUND:]
    return words if len(words) <= len(head) + len(tail) + _AROUND else [*head, "…", *tail]


def _steps(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """Every word with what happened to it. What both texts begin and end with is set aside."""
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    middle = _shortest(a[start : len(a) - end], b[start : len(b) - end])
    return [
        *((SAME, word) for word in a[:start]),
        *middle,
        *((SAME, word) for word in a[len(a) - end :]),
    ]


def _shortest(a: list[str], b: list[str]) -> list[tuple[str, str]]:
    """The shortest list of edits, walked back from where it ends."""
    trace = _trace(a, b)
    if trace is None:
        return [*((REMOVED, word) for word in a), *((ADDED, word) for word in b)]
    steps: list[tuple[str, str]] = []
    x, y = len(a), len(b)
    for edits in range(len(trace) - 1, -1, -1):
        reached, k = trace[edits], x - y
        down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
        from_k = k + 1 if down else k - 1
        from_x = reached[from_k]
        from_y = from_x - from_k
        while x > from_x and y > from_y:
            x, y = x - 1, y - 1
            steps.append((SAME, a[x]))
        if edits:
            steps.append((ADDED, b[from_y]) if down else (REMOVED, a[from_x]))
        x, y = from_x, from_y
    return steps[::-1]


def _trace(a: list[str], b: list[str]) -> list[dict[int, int]] | None:
    """For each number of edits how far each diagonal reaches before it; None where there are too
    many."""
    reached = {1: 0}
    trace = []
    for edits in range(min(len(a) + len(b), _MOST_EDITS) + 1):
        trace.append(dict(reached))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reached[k - 1] < reached[k + 1])
            x = reached[k + 1] if down else reached[k - 1] + 1
            while x < len(a) and x - k < len(b) and a[x] == b[x - k]:
                x += 1
            reached[k] = x
            if x >= len(a) and x - k >= len(b):
                return trace
    return None

"""Complementary suppression: which cells of a published table must be hidden, so that nobody learns
more about a small cell than "few or none" by adding and subtracting the others. Pure.

The attack is played: bounds follow from the published ranges and the sums until nothing tightens.
As long as somebody can tell that a small cell is not empty, or that it is nearly so, its smallest
neighbor is hidden too.
"""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from registry.research.ranges import Range

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Equation(Generic[K]):
    """The parts add up to the whole."""

    whole: K
    parts: tuple[K, ...]


def hidden(
    ranges: Mapping[K, Range], equations: Sequence[Equation[K]], *, small: Range, never: K
) -> set[K]:
    """The smallest set that a greedy search finds; `never` (the total) is always shown."""
    found = _lonely(ranges, equations, small)
    while leaks := _leaks(ranges, equations, small, found):
        for key in leaks:
            found |= {key, *_next_to_hide(key, ranges, equations, found, never)} - {never}
        if len(found) == len(ranges) - 1:
            break
    return found


def bounds(
    ranges: Mapping[K, Range], equations: Sequence[Equation[K]], unseen: set[K]
) -> dict[K, Range]:
    """What anybody can work out about every cell from the cells that are shown."""
    ceiling = max(span.high for span in ranges.values())
    known = {key: Range(0, ceiling) if key in unseen else span for key, span in ranges.items()}
    changed = True
    while changed:
        changed = False
        for equation in equations:
            for key, span in _tightened(known, equation):
                if span != known[key]:
                    known[key] = span
                    changed = span.low <= span.high
    return known


def tells(known: Range, small: Range) -> bool:
    """True where bounds say too much about a small cell: it could not be none any more, or it could
    not be as many as half of its bucket."""
    return known.low > small.low or known.high < small.high // 2


def consistent(ranges: Mapping[K, Range], equations: Sequence[Equation[K]]) -> bool:
    """True where numbers exist that fit all the ranges and sums."""
    return all(span.low <= span.high for span in bounds(ranges, equations, set()).values())


def _tightened(known: Mapping[K, Range], equation: Equation[K]) -> Iterator[tuple[K, Range]]:
    whole, parts = known[equation.whole], [known[key] for key in equation.parts]
    low, high = sum(part.low for part in parts), sum(part.high for part in parts)
    yield equation.whole, Range(max(whole.low, low), min(whole.high, high))
    for key, part in zip(equation.parts, parts, strict=True):
        others_low, others_high = low - part.low, high - part.high
        least, most = whole.low - others_high, whole.high - others_low
        yield key, Range(max(part.low, least), min(part.high, most))


def _lonely(ranges: Mapping[K, Range], equations: Sequence[Equation[K]], small: Range) -> set[K]:
    """Where one part of a line is small, the smallest other one hides with it."""
    found: set[K] = set()
    for equation in equations:
        few = [key for key in equation.parts if ranges[key] == small]
        others = [key for key in equation.parts if ranges[key] != small]
        if len(few) == 1 and others:
            found |= {few[0], min(others, key=lambda key: ranges[key])}
    return found


def _leaks(
    ranges: Mapping[K, Range], equations: Sequence[Equation[K]], small: Range, unseen: set[K]
) -> list[K]:
    known = bounds(ranges, equations, unseen)
    return [key for key, span in ranges.items() if span == small and tells(known[key], small)]


def _next_to_hide(
    key: K,
    ranges: Mapping[K, Range],
    equations: Sequence[Equation[K]],
    unseen: set[K],
    never: K,
) -> list[K]:
    """The smallest shown neighbor that is not small itself; then a margin; then everything."""
    lines = [equation for equation in equations if key in equation.parts]
    parts = [part for line in lines for part in line.parts]
    for group in (parts, [line.whole for line in lines]):
        shown = [one for one in group if one not in unseen and one != never and ranges[one].enough]
        if shown:
            return [min(shown, key=lambda one: ranges[one])]
    return list(ranges)

"""Nobody can work out a small number by adding and subtracting others.

Small tables are attacked by listing every table that fits what is shown; as a control, the same
attack succeeds where nothing is hidden.
"""

from collections.abc import Iterator
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from registry.research import cube, protect
from registry.research.protect import Equation
from registry.research.ranges import Range, Rule

RULE = Rule(6, 5)
SMALL = RULE.small
Key = tuple[str, str]


def table(rows: int, columns: int) -> tuple[list[Key], list[Equation[Key]]]:
    """The inner cells of a table, and what they add up to."""
    up, across = [f"r{n}" for n in range(rows)], [f"c{n}" for n in range(columns)]
    lines = [Equation(("", c), tuple((r, c) for r in up)) for c in ["", *across]]
    lines += [Equation((r, ""), tuple((r, c) for c in across)) for r in ["", *up]]
    return [(r, c) for r in up for c in across], lines


def filled(inner: dict[Key, int]) -> dict[Key, int]:
    """All sums of a table."""
    numbers: dict[Key, int] = {}
    for (row, column), number in inner.items():
        for key in ((row, column), (row, ""), ("", column), ("", "")):
            numbers[key] = numbers.get(key, 0) + number
    return numbers


def fitting(
    cells: list[Key], ranges: dict[Key, Range], unseen: set[Key], top: int
) -> Iterator[dict[Key, int]]:
    """Every table that fits what is shown."""
    shown = {key: span for key, span in ranges.items() if key not in unseen}
    spans = [shown.get(key, Range(0, top)) for key in cells]
    for numbers in product(*(range(span.low, min(span.high, top) + 1) for span in spans)):
        whole = filled(dict(zip(cells, numbers, strict=True)))
        if all(span.holds(whole[key]) for key, span in shown.items()):
            yield whole


def learned(cells, ranges, unseen, top) -> list[Key]:
    """Small cells about which an attacker learns that they are not empty, or nearly so."""
    seen: dict[Key, set[int]] = {key: set() for key in ranges}
    for whole in fitting(cells, ranges, unseen, top):
        for key, number in whole.items():
            seen[key].add(number)
    return [
        key
        for key, span in ranges.items()
        if span == SMALL and not set(range(SMALL.high // 2 + 1)) <= seen[key]
    ]


@given(st.lists(st.integers(0, 16), min_size=4, max_size=4))
@settings(max_examples=60, deadline=None)
def test_listing_every_table_teaches_nothing_about_a_small_cell(numbers):
    cells, lines = table(2, 2)
    whole = filled(dict(zip(cells, numbers, strict=True)))
    ranges = {key: RULE.bucket(number) for key, number in whole.items()}
    unseen = protect.hidden(ranges, lines, small=SMALL, never=("", ""))
    assert ("", "") not in unseen
    top = min(ranges["", ""].high, 24)
    assume(sum(numbers) <= 24)
    assert not learned(cells, ranges, unseen, top)


def test_control_without_hiding_the_same_attack_learns_something():
    cells, lines = table(1, 2)
    whole = filled({cells[0]: 10, cells[1]: 5})
    ranges = {key: RULE.bucket(number) for key, number in whole.items()}
    assert learned(cells, ranges, set(), 15)
    unseen = protect.hidden(ranges, lines, small=SMALL, never=("", ""))
    assert not learned(cells, ranges, unseen, 15)


def test_where_one_part_is_small_its_smallest_neighbor_hides_with_it():
    parts = tuple((name, "") for name in "abc")
    ranges = {("", ""): Range(41, 45)} | dict(
        zip(parts, [Range(0, 5), Range(11, 15), Range(26, 30)], strict=True)
    )
    unseen = protect.hidden(ranges, [Equation(("", ""), parts)], small=SMALL, never=("", ""))
    assert unseen >= {("a", ""), ("b", "")}


@given(st.lists(st.integers(0, 60), min_size=30, max_size=30))
@settings(max_examples=60, deadline=None)
def test_the_whole_cube_of_a_condition_leaks_nothing(numbers):
    rule = Rule(11, 10)
    inner = [key for key in cube.all_keys() if all(key)]
    people = dict(zip(inner, numbers, strict=True))
    counted = cube.count(cube.Counter(people))
    ranges = cube.published(counted, None, rule)
    unseen = cube.hidden(ranges, rule)
    known = protect.bounds(ranges, cube.equations(), unseen)
    for key, span in ranges.items():
        if span == rule.small:
            assert not protect.tells(known[key], rule.small)


@given(
    st.lists(st.integers(0, 40), min_size=30, max_size=30),
    st.lists(st.integers(-3, 3), min_size=30, max_size=30),
)
@settings(max_examples=40, deadline=None)
def test_slow_ranges_never_contradict_each_other(numbers, moves):
    rule = Rule(11, 10)
    inner = [key for key in cube.all_keys() if all(key)]
    before = cube.published(
        cube.count(cube.Counter(dict(zip(inner, numbers, strict=True)))), None, rule
    )
    moved = [max(0, number + move) for number, move in zip(numbers, moves, strict=True)]
    after = cube.published(
        cube.count(cube.Counter(dict(zip(inner, moved, strict=True)))), before, rule
    )
    assert protect.consistent(after, cube.equations())

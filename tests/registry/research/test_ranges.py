"""How numbers become ranges: the vectors of the rule, slowness, and settings that are refused."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from registry.research.ranges import Range, Rule

RULE = Rule(11, 10)


@pytest.mark.parametrize(
    ("number", "low", "high"),
    [
        (0, 0, 10),
        (1, 0, 10),
        (10, 0, 10),
        (11, 11, 20),
        (19, 11, 20),
        (20, 11, 20),
        (21, 21, 30),
        (30, 21, 30),
        (31, 31, 40),
        (80, 71, 80),
        (100, 91, 100),
        (101, 101, 110),
    ],
)
def test_the_bucket_of_a_number(number, low, high):
    assert RULE.bucket(number) == Range(low, high)


@pytest.mark.parametrize(("smallest", "width"), [(5, 10), (12, 10), (11, 3), (1, 5), (0, 0)])
def test_settings_that_would_overlap_or_protect_nobody_stop_the_start(smallest, width):
    with pytest.raises(ImproperlyConfigured):
        Rule(smallest, width)


@given(st.integers(0, 10_000))
def test_buckets_cover_every_number_once(number):
    bucket = RULE.bucket(number)
    assert bucket.holds(number)
    assert all(RULE.bucket(other) == bucket for other in range(bucket.low, bucket.high + 1))


def test_one_person_more_or_less_never_moves_a_published_range():
    published = Range(11, 20)
    for number in (9, 10, 11, 20, 21, 22):
        assert RULE.settled(number, published) == published
    assert RULE.settled(23, published) == Range(21, 30)
    assert RULE.settled(8, published) == RULE.small
    assert RULE.settled(15, None) == Range(11, 20)
    assert RULE.settled(12, RULE.small) == RULE.small
    assert RULE.settled(13, RULE.small) == Range(11, 20)

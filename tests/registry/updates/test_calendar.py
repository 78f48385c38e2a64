"""When an update is due: every day of 400 years, weekends, zones and both clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.updates import calendar

ZONES = [
    "UTC",
    "America/Chicago",
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "America/St_Johns",
    "Africa/Casablanca",
    "America/Sao_Paulo",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
]


def test_anniversaries_of_every_day_in_400_years_never_drift():
    day = date(1904, 1, 1)
    while day.year < 2304:
        leap = (day.month, day.day) == (2, 29)
        for years in (1, 2, 3, 4, 8):
            due = calendar.anniversary(day, years)
            assert due.year == day.year + years
            if leap and due.month == 2:
                common = due.year % 4 or (due.year % 100 == 0 and due.year % 400)
                assert due.day == (28 if common else 29)
            else:
                assert (due.month, due.day) == (day.month, day.day)
        day += timedelta(days=1)


def test_counting_on_from_each_due_day_would_lose_the_29th():
    anchor = date(2024, 2, 29)
    chained = anchor
    for _ in range(4):
        chained = calendar.anniversary(chained, 1)
    assert chained == date(2028, 2, 28)
    assert calendar.anniversary(anchor, 4) == date(2028, 2, 29)


@given(st.dates(date(1904, 1, 1), date(2200, 12, 31)), st.integers(0, 4_000))
@settings(max_examples=300)
def test_the_next_anniversary_lies_after_the_day_and_within_a_year(anchor, days):
    day = anchor + timedelta(days=days)
    due = calendar.first_anniversary_after(anchor, day)
    assert day < due <= day + timedelta(days=366) or due == calendar.anniversary(anchor, 1)
    assert calendar.anniversary(anchor, due.year - anchor.year) == due


@pytest.mark.parametrize("zone", ZONES)
def test_letters_are_due_at_nine_on_a_weekday_in_every_zone(zone):
    place, day = ZoneInfo(zone), date(2026, 1, 1)
    while day < date(2028, 1, 1):
        local = calendar.morning_of(day, place).astimezone(place)
        assert (local.hour, local.minute) == (9, 0)
        assert local.weekday() < 5
        assert timedelta(0) <= local.date() - day <= timedelta(days=2)
        day += timedelta(days=1)


@pytest.mark.parametrize("zone", ZONES)
def test_a_letter_that_is_found_at_night_waits_for_daytime(zone):
    place = ZoneInfo(zone)
    now = datetime(2026, 3, 1, tzinfo=UTC)
    while now < datetime(2026, 4, 10, tzinfo=UTC):
        leaves = calendar.next_daytime(now, place)
        local = leaves.astimezone(place)
        assert leaves >= now
        assert 9 <= local.hour < 18
        assert local.weekday() < 5
        assert leaves - now < timedelta(days=3)
        now += timedelta(hours=1, minutes=7)


def test_six_months_from_the_end_of_a_long_month():
    assert calendar.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert calendar.months_after(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert calendar.months_after(date(2026, 6, 30), 6) == date(2026, 12, 30)
    assert calendar.months_after(date(2026, 1, 15), 12) == date(2027, 1, 15)

"""Ids, states, text, forms, limits, clock: one rule each."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connections

from rareshare.lib import clock, ids, limits, states, text
from rareshare.lib.errors import Invalid, TooMany, WrongState
from rareshare.lib.forms import ChoiceOf, DatePartsField
from rareshare.lib.models import ClockSetting


def test_references_carry_a_check_character():
    reference = ids.participant_reference()
    assert ids.is_reference(reference)
    for place in range(3, 12):
        if reference[place] != "-":
            other = "3" if reference[place] != "3" else "4"
            assert not ids.is_reference(reference[:place] + other + reference[place + 1 :])
    assert not set("01OILU") & set(reference[3:])


def test_ids_hold_a_digit_so_no_name_can_be_one():
    assert all(any(c.isdigit() for c in ids.community_id()) for _ in range(200))


def test_a_move_that_the_table_lacks_says_what_is_possible():
    moves = {"open": {"closed"}}
    states.check(moves, "open", "closed")
    with pytest.raises(WrongState, match="closed"):
        states.check(moves, "open", "gone")


@pytest.mark.parametrize("bad", ["a\0b", "\ud800", "a\u202eb", "\x07", "a\ufffe", "\uffff"])
def test_text_that_cannot_be_shown_honestly_is_refused(bad):
    with pytest.raises(Invalid):
        text.clean_text(bad)


def test_text_is_normalized_and_measured():
    assert text.clean_line("  A\u030a   b ") == "Å b"
    with pytest.raises(Invalid, match="at most 3 characters"):
        text.clean_line("abcd", limit=3)
    with pytest.raises(Invalid, match="at most 1 character\\."):
        text.clean_line("ab", limit=1)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](http://example.org/a.png)",
        "<svg/onload=alert(1)>",
        "[x](data:text/html,<script>)",
    ],
)
def test_markdown_never_becomes_script_or_picture(source):
    html = text.to_html(source)
    for word in ("<script", "<img", "<svg", 'href="javascript', 'href="data'):
        assert word not in html


def test_a_writers_heading_never_outranks_the_page():
    assert text.to_html("# Big") == "<h3>Big</h3>\n"
    assert 'rel="nofollow ugc noopener"' in text.to_html("[a](https://example.org)")
    assert text.plain("**Fish** & [chips](https://example.org)") == "Fish & chips"


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (["27", "3", "1970"], date(1970, 3, 27)),
        (["1", "jan", "1990"], date(1990, 1, 1)),
        (["29", "February", "2024"], date(2024, 2, 29)),
    ],
)
def test_dates_in_three_parts(parts, found):
    assert DatePartsField(subject="Date of birth", birthday=True).clean(parts) == found


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        (["", "", ""], "Enter date of birth"),
        (["27", "", "1970"], "must include a month"),
        (["31", "2", "1970"], "must be a real date"),
        (["1", "1", "1880"], "last 120 years"),
        (["1", "1", "2999"], "in the past"),
        (["1", "13", "1990"], "must be a real date"),
        (["1", "1", "90"], "must be a real date"),
    ],
)
def test_wrong_dates_name_the_part(parts, error):
    with pytest.raises(ValidationError, match=error):
        DatePartsField(subject="Date of birth", birthday=True).clean(parts)


def test_choices_have_no_default():
    html = str(ChoiceOf([("y", "Yes"), ("n", "No")]).widget.render("a", None))
    assert "checked" not in html


@pytest.mark.django_db
def test_a_limit_refuses_the_try_after_the_last_and_opens_again():
    limit = limits.Limit("knock", 3, 60)
    for _ in range(3):
        limits.count(limit, "sam")
    with pytest.raises(TooMany):
        limits.count(limit, "sam")
    limits.count(limit, "eve")
    with clock.frozen(clock.now() + timedelta(seconds=61)):
        limits.count(limit, "sam")


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_cannot_slip_through():
    limit, passed = limits.Limit("knock", 5, 60), []

    def knock() -> None:
        try:
            limits.count(limit, "sam")
            passed.append(1)
        except TooMany:
            pass
        finally:
            connections.close_all()

    threads = [threading.Thread(target=knock) for _ in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 5


@pytest.mark.django_db
def test_the_clock_is_set_by_a_row_and_never_in_production(settings):
    call_command("set_clock", "2027-11-23T09:00Z", verbosity=0)
    assert ClockSetting.objects.get().offset > timedelta(days=300)
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command("set_clock", "2027-11-23T09:00Z")


def test_a_frozen_clock_stands_still():
    instant = datetime(2028, 2, 29, 9, tzinfo=UTC)
    with clock.frozen(instant):
        assert clock.now() == instant
    assert clock.now() != instant

"""Texts made to take long, or to swell into pages: refused, or done at once."""

import time
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from accounts import addresses, names
from communities.conditions.models.record import kept_markup, shown
from communities.conditions.operations.source_file import line_of_text
from communities.library import operations as library
from communities.library.models import Resource
from communities.pages.operations.publishing import checked_text as section_text
from forum.talk.operations.writing import checked_text as post_text
from rareshare.lib import text
from rareshare.lib.errors import Invalid

ACUTE, ABOVE = "\u0301", "\u0315"  # two marks that are put in order on one letter
HUGE = {
    "marks": "a" + (ABOVE + ACUTE) * 1_000_000,
    "blocks of marks": "a" + ABOVE * 1_000_000 + ACUTE * 1_000_000,
    "nested lists": "<ul><li>" * 250_000,
    "nested boxes": "&lt;div&gt;" * 180_000,
    "quotes": "> " * 1_000_000,
    "a table": "a|b\n-|-\n" + "|\n" * 1_000_000,
}
SWELLING = {
    "a table": "|" + "a|" * 10 + "\n|" + "-|" * 10 + "\n" + "|\n" * 9_970,
    "a narrow table": "a|b\n-|-\n" + "|\n" * 9_990,
    "a quoted table": "> a|b\n> -|-\n" + "> |\n" * 4_000,
    "a table in a list": "- a|b|c|d\n  -|-|-|-\n" + "  |\n" * 4_900,
    "a wide table": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n" + "|\n" * 5_990,
    "one address many times": "[a]: /" + "b" * 9_900 + "\n\n" + "[a]" * 1_900,
    "deep quotes": (">" * 50 + "a\n\n") * 370,
    "brackets": "[" * 2_001,
}
HONEST = {
    "prose": "It is cold here, and <warm> & dry there. " * 480,
    "a list": "* A line of ten words that says what to do.\n" * 400,
    "a table": "What | When | Who\n-|-|-\n" + "Blood | each year | a nurse\n" * 500,
    "links": "[what the doctors say](https://example.org/guide) " * 390,
    "line by line": "ab\n" * 6_000,
    "many dashes": "a | b --- c\n\n" * 1_500,
    "letters of many marks": "\u1ea4 e\u0302\u0301 \u05d1\u05bc\u05b8\u0591 " * 1_200,
}


def quick(work: Callable[[], Any], seconds: float = 1) -> Any:
    before = time.process_time()
    try:
        return work()
    finally:
        assert time.process_time() - before < seconds


@pytest.mark.parametrize("how", HUGE)
def test_two_megabytes_from_a_person_are_refused_at_once(how):
    for check in (
        lambda: text.clean_line(HUGE[how], limit=500),
        lambda: text.clean_text(HUGE[how]),
        lambda: section_text(HUGE[how]),
        lambda: post_text(HUGE[how]),
        lambda: names.checked(HUGE[how]),
        lambda: addresses.checked(HUGE[how]),
        lambda: line_of_text(HUGE[how], 1, limit=20_000),
    ):
        with pytest.raises(Invalid):
            quick(check)
    assert len(quick(lambda: addresses.normalized(HUGE[how]))) < 2_000


def test_a_heap_of_marks_is_refused_and_a_few_are_kept():
    with pytest.raises(Invalid, match="accents"):
        text.clean_text("a" + ACUTE * 31)
    assert text.clean_text("a" + ACUTE * 30 + " b" + ACUTE) == "\xe1" + ACUTE * 29 + " b" + ACUTE
    # The longest text that is put in order at all.
    longest = ("a" + (ABOVE + ACUTE) * 15) * (80_000 // 31)
    with pytest.raises(Invalid, match="at most 20,000"):
        quick(lambda: text.clean_text(longest))


@pytest.mark.parametrize("how", SWELLING)
@pytest.mark.parametrize("check", [section_text, post_text])
def test_what_swells_is_refused_at_once(how, check):
    assert len(SWELLING[how]) <= 20_000
    with pytest.raises(Invalid, match=r"brackets|tables|links"):
        quick(lambda: check(SWELLING[how]))


@pytest.mark.parametrize("how", HONEST)
def test_what_people_write_is_taken(how):
    taken = quick(lambda: section_text(HONEST[how]))
    assert taken == unicodedata.normalize("NFC", HONEST[how]).strip()
    assert len(quick(lambda: text.to_html(taken))) <= text.MOST_HTML


@pytest.mark.parametrize("piece", ["<ul><li>", "<i>", "<sub><div>", "&lt;div&gt;"])
def test_the_longest_definition_is_cleaned_at_once(piece):
    stored = line_of_text(piece * (20_000 // len(piece)), 1, limit=20_000)
    cleaned = quick(lambda: kept_markup(stored))
    assert len(quick(lambda: shown(cleaned))) <= 60_000


@pytest.mark.parametrize("how", HUGE)
def test_a_resource_of_two_megabytes_is_refused_at_once(cast, how):
    facts = {"kind": "guide", "title": "Guide", "description": "A guide.", "url": "https://a.org/"}
    for name in ("title", "description", "url"):
        with pytest.raises(Invalid):
            quick(
                lambda name=name: library.suggest_resource(
                    None, by=cast.chidi, **facts | {name: HUGE[how]}
                )
            )
    assert not Resource.objects.exists()

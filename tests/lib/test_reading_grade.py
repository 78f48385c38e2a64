"""The reading grade of a Markdown text: of what a reader sees, in a moment, and only a hint."""

import time

import pytest

from rareshare.lib.readability import grade_of, hint, sentences

EASY = "The skin can feel cold. It may turn blue at night. Call your nurse if it does not stop."
HARD = (
    "Progressive calcification of subcutaneous microvasculature precipitates ischemic necrosis "
    "in predominantly nephrological populations, notwithstanding contemporary interventions."
)


def test_hard_words_read_harder():
    easy, hard = grade_of(EASY), grade_of(HARD)
    assert easy is not None and hard is not None
    assert easy <= 6
    assert hard > 15


def test_marks_and_addresses_are_not_read():
    marked = "#### A heading\n\n" + EASY.replace("skin", "**skin**").replace(
        "nurse", "[nurse](https://a.very.long.example.org/with/a/very/long/path)"
    )
    assert grade_of(marked) == grade_of(EASY)


def test_a_heading_or_a_point_ends_a_sentence():
    listed = "- " + EASY.replace(". ", "\n- ").rstrip(".")
    assert grade_of(listed) == grade_of(EASY)


def test_a_text_that_is_too_short_has_no_grade():
    assert grade_of("It is cold.") is None
    assert grade_of("") is None
    assert "too short" in hint(None, 8)


def test_the_name_of_the_illness_counts_as_one_short_word():
    text = (
        "People with calcific uremic arteriolopathy are often in pain."
        " They need good care on each day, and they need it soon."
    )
    named, unnamed = grade_of(text, ["Calcific uremic arteriolopathy"]), grade_of(text)
    assert named is not None and unnamed is not None
    assert named < unnamed - 2


@pytest.mark.parametrize(
    ("found", "said"), [(5, "That is easy to read"), (8, "That is easy"), (11, "Aim for 8")]
)
def test_the_hint_says_what_to_do(found, said):
    assert f"grade {found}" in hint(found, 8)
    assert said in hint(found, 8)


@pytest.mark.parametrize(
    "text",
    ["." * 20_000 + "x", "a. " * 6_600, "[" * 2_000, "> " * 9_999, "- " * 9_999, "`" * 20_000],
)
def test_no_text_makes_measuring_slow(text):
    start = time.perf_counter()
    grade_of(text, ["Northern fever", "a" * 100])
    assert time.perf_counter() - start < 3


def test_thousands_of_dots_are_one_end():
    assert sentences("One two three four.......... Five six seven eight") == [
        "One two three four",
        "Five six seven eight",
    ]

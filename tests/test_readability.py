"""Our own words stay easy: grade 6 or less (ARI) on every page and in every letter."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.reading import grade, sentences, words_of, words_of_template

HARDEST = 6.0
HARDEST_MEDICAL = 8.0
FEWEST_WORDS = 40  # below that the formula says little
HARD = (
    "Calciphylaxis, otherwise denominated calcific uremic arteriolopathy, constitutes a "
    "predominantly nephrological complication characterized by progressive calcification of "
    "subcutaneous microvasculature, precipitating ischemic necrosis and considerable mortality."
)


def _templates() -> list[Path]:
    rooms = ("rareshare", "accounts", "communities", "forum", "registry")
    found = [path for room in rooms for path in (settings.BASE_DIR / room).rglob("templates/**/*")]
    return sorted(path for path in found if path.suffix in {".html", ".txt"})


@pytest.mark.parametrize("path", _templates(), ids=lambda path: str(path.name))
def test_template_is_easy_to_read(path: Path) -> None:
    said = sentences(words_of_template(path.read_text()))
    if sum(len(sentence.split()) for sentence in said) >= FEWEST_WORDS:
        assert grade(said) <= HARDEST, path.relative_to(settings.BASE_DIR)


def test_control_hard_words_are_found_out() -> None:
    assert grade(sentences(HARD)) > 2 * HARDEST
    assert grade(sentences(words_of(f"<p>{HARD}</p>"))) > 2 * HARDEST
    assert grade(sentences(words_of_template(f"{{% if x %}}<p>{HARD}</p>{{% endif %}}"))) > 12


def test_the_name_of_an_illness_counts_as_one_short_word() -> None:
    name = "calcific uremic arteriolopathy"
    text = f"Some of the people who have {name} feel well on most days."
    assert grade(sentences(text, [name])) < grade(sentences(text)) - 3


def test_menus_and_members_words_are_not_graded() -> None:
    page = f"<nav><p>{HARD}</p></nav><div class='said'><p>{HARD}</p></div><p>We help you here.</p>"
    assert words_of(page).split("\n") == ["We help you here."]

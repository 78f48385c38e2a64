"""How hard a text is to read: ARI (Senter and Smith 1967), an estimate of the US school grade."""

import re
from collections.abc import Iterable
from html import unescape

import nh3

from rareshare.lib.text import to_html

FEWEST_WORDS = 4  # a shorter line is a label or a heading and would only flatter the grade
_ENOUGH_WORDS = 15  # below that the formula says nothing about a text
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|h[2-6]|tr|td|th|table|blockquote|pre|br|hr)\b[^>]*>")


def grade(sentences: Iterable[str]) -> float:
    """ARI = 4.71 characters per word + 0.5 words per sentence - 21.43."""
    words = [re.findall(r"[\w'’-]+", sentence) for sentence in sentences]
    words = [found for found in words if found]
    count = sum(map(len, words))
    if not count:
        return 0.0
    letters = sum(len(re.sub(r"[\W_]", "", word)) for found in words for word in found)
    return 4.71 * letters / count + 0.5 * count / len(words) - 21.43


def sentences(text: str, names: Iterable[str] = ()) -> list[str]:
    """Sentences of four words or more; the name of an illness counts as one short word."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", "name", text, flags=re.IGNORECASE)
    text = re.sub(r"([.!?:])[.!?:]+", r"\1", text)  # thousands of dots are one end
    parts = re.split(r"[.!?:](?=\s|$)|\n+", text)
    return [part.strip() for part in parts if len(part.split()) >= FEWEST_WORDS]


def grade_of(markdown: str, names: Iterable[str] = ()) -> int | None:
    """The grade of what a reader sees of a Markdown text, never below 0; None where it holds too
    few words to tell."""
    lines = unescape(nh3.clean(_BLOCK.sub("\n", to_html(markdown)), tags=set()))
    said = sentences(lines, names)
    if sum(len(one.split()) for one in said) < _ENOUGH_WORDS:
        return None
    return max(0, round(grade(said)))


def hint(grade: int | None, goal: int) -> str:
    """What a writer is told about the grade of their text; a hint that never stops them."""
    if grade is None:
        return "This text is too short to tell how easy it reads."
    if grade <= goal:
        return f"Reads like grade {grade}. That is easy to read."
    return f"Reads like grade {grade}. Aim for {goal}: shorter sentences and words help."

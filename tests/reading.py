"""How hard a text is to read: ARI (Senter and Smith 1967), an estimate of the US school grade."""

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

import html5lib

# What a reader meets as one piece of running text; each ends a sentence.
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "legend", "label", "summary"}
BLOCKS |= {"button", "caption", "figcaption", "blockquote", "div", "section", "fieldset", "option"}
SKIPPED = {"script", "style", "svg", "nav", "head", "code", "pre", "time", "footer", "header"}
OTHERS_WORDS = {"said", "ref"}  # posts of members and reference numbers are not ours to grade
FEWEST_WORDS = 4  # menus and buttons would only flatter the grade


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
    parts = re.split(r"[.!?:]+(?=\s|$)|\n+", text)
    return [part.strip() for part in parts if len(part.split()) >= FEWEST_WORDS]


def words_of(html: str) -> str:
    """The running text of a page, one block a line, without menus and without members' words."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    lines: list[str] = [""]

    def walk(element: Element) -> None:
        tag = element.tag
        classes = set(element.get("class", "").split())
        skipped = not isinstance(tag, str) or tag in SKIPPED or classes & OTHERS_WORDS
        if not skipped:
            if tag in BLOCKS:
                lines.append("")
            lines[-1] += element.text or ""
            for child in element:
                walk(child)
            if tag in BLOCKS:
                lines.append("")
        lines[-1] += element.tail or ""

    walk(tree)
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def words_of_template(source: str) -> str:
    """The words that a template itself brings; tags are left out, a value is one short word."""
    source = re.sub(r"{%\s*comment.*?endcomment\s*%}|{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}", "", source, flags=re.DOTALL)
    return words_of(re.sub(r"{{.*?}}", "name", source, flags=re.DOTALL))

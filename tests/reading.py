"""The running words of a page and of a template, for the measure in rareshare.lib.readability."""

import re
from xml.etree.ElementTree import Element

import html5lib

from rareshare.lib.readability import grade, sentences

__all__ = ["grade", "sentences", "words_of", "words_of_template"]

# What a reader meets as one piece of running text; each ends a sentence.
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "h1", "h2", "h3", "h4", "legend", "label", "summary"}
BLOCKS |= {"button", "caption", "figcaption", "blockquote", "div", "section", "fieldset", "option"}
SKIPPED = {"script", "style", "svg", "nav", "head", "code", "pre", "time", "footer", "header"}
OTHERS_WORDS = {"said", "ref"}  # posts of members and reference numbers are not ours to grade


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

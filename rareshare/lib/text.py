"""Text from people: what is refused at the door, and Markdown that becomes safe HTML."""

import re
import unicodedata
from html import unescape

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from rareshare.lib.errors import Invalid

_markdown = MarkdownIt("js-default", {"linkify": False, "breaks": True}).disable("image")
_TAGS = {
    *(["p", "br", "hr", "em", "strong", "s", "blockquote", "ul", "ol", "li", "pre", "code", "a"]),
    *(["h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"]),
}
# Bidirectional overrides and isolates can make text read differently from what it says.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BLANK = "\u115f\u1160\u3164\uffa0"  # letters of Hangul that show nothing
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# U+FFFE and U+FFFF are no characters: XML that holds one is broken, and our feeds are XML.
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
MOST_MARKS = 30  # in a row on one letter (UAX 15): sorting more takes the square of their number
MOST_BRACKETS, MOST_CELLS, MOST_HTML = 2_000, 3_000, 150_000


def check_characters(text: str, field: str = "") -> str:
    """Refuse what cannot be stored or shown honestly: NUL and other control characters, lone
    surrogates, what is no character, and direction overrides."""
    if _NO_CHARACTER.search(text) or _CONTROL.search(text):
        raise Invalid("Remove the characters that cannot be shown.", field=field)
    if _BIDI.search(text):
        raise Invalid("Remove the hidden marks that turn the reading direction.", field=field)
    return text


def clean_line(text: str, field: str = "", *, limit: int = 200) -> str:
    """One line, NFC, without outer spaces; at most `limit` characters."""
    text = " ".join(check_characters(text, field).split())
    return _within(" ".join(composed(text, field, limit=limit).split()), field, limit)


def clean_text(text: str, field: str = "", *, limit: int = 20_000) -> str:
    """Several lines, NFC, line ends as LF, without outer spaces; at most `limit` characters."""
    text = check_characters(text.replace("\r\n", "\n").replace("\r", "\n"), field)
    return _within(composed(text.strip(), field, limit=limit).strip(), field, limit)


def clean_markdown(text: str, field: str = "text", *, limit: int = 20_000) -> str:
    """Several lines that become HTML. What costs each reader far more than it says is refused:
    thousands of opening brackets, tables of thousands of cells, short words that become pages."""
    text = clean_text(text, field, limit=limit)
    if text.count("[") > MOST_BRACKETS:
        raise Invalid("Use fewer square brackets.", field=field)
    if _cells(text) > MOST_CELLS:
        raise Invalid("Make your tables smaller.", field=field)
    if len(to_html(text)) > MOST_HTML:
        raise Invalid("Use fewer links and quotes.", field=field)
    return text


def composed(text: str, field: str = "", *, limit: int) -> str:
    """NFC. A text that cannot fit any more is refused before it, and so are letters under heaps of
    marks: putting those in order would take minutes."""
    if len(text) > 4 * limit:
        return _within(text, field, limit)
    marks = 0
    for letter in "" if text.isascii() else text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks > MOST_MARKS:
            raise Invalid("Use fewer accents on one letter.", field=field)
    return unicodedata.normalize("NFC", text)


def needed_text(text: str, field: str, missing: str, *, limit: int = 2_000) -> str:
    """Some sentences that somebody will read. Invisible marks and dots alone say nothing."""
    text = clean_text(text, field, limit=limit)
    if not any(letter.isalnum() and letter not in _BLANK for letter in text):
        raise Invalid(missing, field=field)
    return text


def to_html(source: str) -> SafeString:
    """Markdown as HTML that holds no script, picture, form or style. Headings start at level 3, so
    that a writer's heading never outranks the page's; links carry `nofollow ugc`."""
    html = _markdown.render(source)
    html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
    safe = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(safe)  # noqa: S308 - cleaned by nh3 on the line above


def plain(source: str, *, limit: int = 0) -> str:
    """Markdown as one line of plain text, cut at a word after `limit` characters."""
    text = " ".join(unescape(nh3.clean(_markdown.render(source), tags=set())).split())
    if limit and len(text) > limit:
        text = text[:limit].rsplit(" ", 1)[0] + " …"
    return text


def _cells(source: str) -> int:
    """How many cells the tables have at most: as many in each row as the line of dashes says."""
    cells = columns = 0
    for line in source.split("\n"):
        if not line.strip(" \t>"):
            columns = 0
        elif "|" in line and "-" in line and not set(line) - set("|-: \t>"):
            columns = max(columns, line.count("|") + 1)
        cells += columns
    return cells


def _within(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        most = f"{limit:,} characters" if limit != 1 else "1 character"
        raise Invalid(f"Use at most {most}. This has {len(text):,}.", field=field)
    return text

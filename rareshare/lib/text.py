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
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_characters(text: str, field: str = "") -> str:
    """Refuse what cannot be stored or shown honestly: NUL and other control characters, lone
    surrogates, and direction overrides."""
    if _SURROGATE.search(text) or _CONTROL.search(text):
        raise Invalid("Remove the characters that cannot be shown.", field=field)
    if _BIDI.search(text):
        raise Invalid("Remove the hidden marks that turn the reading direction.", field=field)
    return text


def clean_line(text: str, field: str = "", *, limit: int = 200) -> str:
    """One line, NFC, without outer spaces; at most `limit` characters."""
    text = " ".join(unicodedata.normalize("NFC", check_characters(text, field)).split())
    return _within(text, field, limit)


def clean_text(text: str, field: str = "", *, limit: int = 20_000) -> str:
    """Several lines, NFC, line ends as LF, without outer spaces; at most `limit` characters."""
    text = check_characters(text.replace("\r\n", "\n").replace("\r", "\n"), field)
    return _within(unicodedata.normalize("NFC", text).strip(), field, limit)


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


def _within(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise Invalid(f"Use at most {limit:,} characters. This has {len(text):,}.", field=field)
    return text

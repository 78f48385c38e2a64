"""RSS 2.0, RSS 1.0 and Atom from sites we do not know: hardened, tolerant, and plain text only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

import nh3
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rareshare.lib.errors import Invalid
from rareshare.lib.weblinks import canonical, clean_weblink

MOST_ITEMS = 60
MOST_RAW = 5_000  # letters of one text, with its markup: cleaning takes the square of its depth
MOST_PLACES = 20  # addresses of one item that are looked at
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_DECLARED = re.compile(rb"^\s*<\?xml[^>]*\?>")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)


class Unreadable(Exception):
    """This is no feed that we can read; the text says why, in plain words."""


@dataclass(frozen=True)
class Item:
    """One article of a feed."""

    guid: str
    url: str
    title: str
    excerpt: str
    published_on: date | None


def read_feed(body: bytes, content_type: str, base: str) -> list[Item]:
    """The items, in the order of the feed; those without a title or an address are left out."""
    root = _tree(body, content_type)
    if _name(root) not in {"rss", "RDF", "feed"}:
        raise Unreadable("This is not an RSS or Atom feed.")
    found = (_item(element, base) for element in _items(root))
    return [item for item in found if item is not None]


def plain_line(text: str, limit: int) -> str:
    """One line without markup and hidden characters, cut at a word. What another site sends is cut
    before it is cleaned, so that no text of theirs takes long."""
    raw = unescape(text[:MOST_RAW])
    bare = unescape(nh3.clean(raw, tags=set(), clean_content_tags={"script", "style"}))
    line = " ".join(_HIDDEN.sub(" ", bare).split())
    if len(line) <= limit:
        return line
    return f"{line[: limit - 2].rsplit(' ', 1)[0]} …"


def _tree(body: bytes, content_type: str) -> Element:
    """The document as it says it is encoded; else as the server says, with what cannot be read
    replaced."""
    try:
        return _parsed(body)
    except UnicodeError:
        pass
    except ParseError as error:
        if "encoding" not in str(error) and "not well-formed" not in str(error):
            raise Unreadable("The feed is cut off or broken.") from error
    named = _CHARSET.search(content_type)
    try:
        text = body.decode(named.group(1) if named else "utf-8", "replace")
    except LookupError:
        text = body.decode("utf-8", "replace")
    try:
        return _parsed(_DECLARED.sub(b"", text.encode("utf-8", "replace")))
    except (ParseError, UnicodeError) as error:
        raise Unreadable("The feed is cut off or broken.") from error


def _parsed(body: bytes) -> Element:
    try:
        root: Element = fromstring(body)
    except DefusedXmlException as error:
        raise Unreadable("The feed holds parts that could do harm.") from error
    except (ValueError, LookupError) as error:
        if isinstance(error, UnicodeError):
            raise
        raise UnicodeError("an unknown encoding") from error
    return root


def _items(root: Element) -> Iterator[Element]:
    """At most MOST_ITEMS; `iter` does not recurse, so depth does no harm."""
    count = 0
    for element in root.iter():
        if _name(element) in {"item", "entry"}:
            yield element
            count += 1
            if count == MOST_ITEMS:
                return


def _item(element: Element, base: str) -> Item | None:
    parts: dict[str, Element] = {}
    for child in element:
        parts.setdefault(_name(child), child)
    title = plain_line(_text(parts.get("title")), 200)
    guid = " ".join(_HIDDEN.sub(" ", _text(parts.get("guid", parts.get("id")))).split())[:300]
    url = _address(element, parts, base)
    if not title or not url:
        return None
    about = _text(parts.get("description", parts.get("summary", parts.get("content"))))
    when = next(
        (parts[name] for name in ("pubDate", "published", "date", "updated") if name in parts), None
    )
    return Item(guid, url, title, plain_line(about, 300), _day(_text(when)))


def _address(element: Element, parts: dict[str, Element], base: str) -> str:
    """The first address that we would take from a person too."""
    candidates = [_text(parts.get("link"))]
    candidates += [
        child.get("href", "")
        for child in element
        if _name(child) == "link" and child.get("rel", "alternate") == "alternate"
    ]
    guid = parts.get("guid")
    if guid is not None and guid.get("isPermaLink", "true") != "false":
        candidates.append(_text(guid))
    fit = [place for place in candidates if 0 < len(place) <= MOST_RAW]
    for place in fit[:MOST_PLACES]:
        try:
            return clean_weblink(canonical(urljoin(base, place)), plain_too=True)
        except (Invalid, ValueError):
            continue
    return ""


def _day(text: str) -> date | None:
    """The day of an RFC 822 or ISO 8601 date; None where it is neither."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            return None
    try:
        return (found.astimezone(UTC) if found.tzinfo else found).date()
    except (ValueError, OverflowError):
        return None


def _name(element: Element) -> str:
    """The tag without its namespace; comments and instructions have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Element | None) -> str:
    """The first letters of the text below, as XHTML in Atom may stand in several elements. One more
    than MOST_RAW says that it goes on."""
    text = ""
    for piece in () if element is None else element.itertext():
        text = (text + piece[: MOST_RAW + 1]).lstrip()
        if len(text) > MOST_RAW:
            break
    return text[: MOST_RAW + 1].strip()

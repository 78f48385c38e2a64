"""Orphadata files as a stream of disorders, each a small tree that knows its line.

Built for files that nobody vouches for: no document type, no entity, no depth, no giant token. What
a file may cost in memory is one disorder.
"""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder  # builds; defusedxml parses

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from communities.conditions.operations.source_file import SourceFile, fault

ROOT, LIST, ITEM = "JDBOR", "DisorderList", "Disorder"
CHUNK = 1 << 16
MOST_DEPTH, MOST_TOKEN, MOST_TEXT, MOST_ELEMENTS = 24, 1 << 20, 200_000, 50_000


class Disorders(SourceFile):
    """An Orphadata file; `head` holds the attributes of its first element once that was read."""

    def __init__(self, path: Any) -> None:
        super().__init__(path)
        self.head: dict[str, str] = {}
        next(self._trees(), None)  # the release stands at the top
        self.release = _release(self.head)

    def _trees(self) -> Iterator[tuple[int, Element]]:
        """Each disorder with the line that it begins on."""
        builder = _Builder()
        parser = DefusedXMLParser(target=builder, forbid_dtd=True)
        builder.expat = parser.parser
        fed = 0
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                fed += len(chunk)
                self._feed(parser, chunk, builder)
                if fed - builder.expat.CurrentByteIndex > MOST_TOKEN:
                    raise fault(builder.line, "one piece of the file has no end")
                self.head = builder.head
                yield from builder.taken()
        self._feed(parser, b"", builder, last=True)
        yield from builder.taken()
        if not builder.lists:
            raise fault(builder.line, "the file holds no list of disorders")

    def _feed(self, parser: Any, chunk: bytes, builder: "_Builder", *, last: bool = False) -> None:
        try:
            parser.close() if last else parser.feed(chunk)
        except ParseError as error:
            raise fault(error.position[0], _reason(error, self.path.stat().st_size)) from error
        except DefusedXmlException as error:
            what = "document types and entities are not taken"
            raise fault(builder.line, what) from error
        except (LookupError, UnicodeError, ValueError) as error:
            raise fault(builder.line, "the file is in no encoding that can be read") from error


class _Builder:
    """The parser's target: builds one disorder at a time and forgets it when it is taken."""

    def __init__(self) -> None:
        self.expat: Any = None
        self.head: dict[str, str] = {}
        self.lists = 0
        self._path: list[str] = []
        self._ready: list[tuple[int, Element]] = []
        self._tree: TreeBuilder | None = None
        self._begun = self._elements = self._text = 0

    @property
    def line(self) -> int:
        """The line that the parser has come to."""
        return int(self.expat.CurrentLineNumber)

    def taken(self) -> list[tuple[int, Element]]:
        """The disorders that are complete, which are forgotten here."""
        ready, self._ready = self._ready, []
        return ready

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        depth = len(self._path)
        if depth >= MOST_DEPTH:
            raise fault(self.line, "elements stand too deep inside each other")
        if depth == 0:
            self._begin_file(tag, attributes)
        self._path.append(tag)
        if self._path == [ROOT, LIST]:
            self.lists += 1
            if self.lists > 1:
                raise fault(self.line, "the file holds a second list of disorders")
        if depth == 2 and self._path[1] == LIST and tag == ITEM:
            self._tree = TreeBuilder()
            self._begun, self._elements, self._text = self.line, 0, 0
        if self._tree is not None:
            self._elements += 1
            self._check()
            self._tree.start(tag, attributes)

    def data(self, text: str) -> None:
        """Text of the element that is open."""
        if self._tree is not None:
            self._text += len(text)
            self._check()
            self._tree.data(text)

    def end(self, tag: str) -> None:
        """An element is complete."""
        self._path.pop()
        if self._tree is None:
            return
        self._tree.end(tag)
        if len(self._path) == 2:
            self._ready.append((self._begun, self._tree.close()))
            self._tree = None

    def close(self) -> None:
        """The file is complete."""

    def _begin_file(self, tag: str, attributes: dict[str, str]) -> None:
        if tag != ROOT:
            raise fault(self.line, f"this is no Orphadata file: it begins with {tag[:40]!r}")
        self.head = attributes

    def _check(self) -> None:
        if self._text > MOST_TEXT or self._elements > MOST_ELEMENTS:
            raise fault(self.line, "one disorder is longer than any real one")


def _release(head: dict[str, str]) -> str:
    parts = (head.get("date", "").strip(), head.get("version", "").strip())
    date, version = (part[:40] for part in parts)
    return " ".join(filter(None, [date.split(" ")[0], version and f"version {version}"]))


def _reason(error: ParseError, size: int) -> str:
    if not size:
        return "the file is empty"
    what = str(error).partition(":")[0]
    known = {
        "no element found": "the file is cut off",
        "unclosed token": "the file is cut off",
        "unclosed CDATA section": "the file is cut off",
        "not well-formed (invalid token)": "a byte or a sign does not belong there",
        "undefined entity": "an entity is used that XML does not know",
        "unknown encoding": "the file is in no encoding that can be read",
    }
    return known.get(what, what)

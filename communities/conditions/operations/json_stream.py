"""A large JSON file as a stream of items under chosen paths, each with its line.

Built for files that nobody vouches for: what a file may cost in memory is one item.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson

from communities.conditions.operations.source_file import fault

PIECE = 1 << 16
MOST_DEPTH, MOST_TEXT, MOST_VALUES, MOST_TOKEN = 24, 200_000, 50_000, 1 << 20
_QUOTE = re.compile(rb'(?<!\\)"')
Item = tuple[int, str, Any]


class Lines:
    """A file read by lines, so that the parser is never ahead of `number`; a token without end is
    noticed before it is held as a whole."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self.number = 0
        self._complete, self._since_quote = True, 0

    def read(self, size: int) -> bytes:
        """The next line, or the next piece of a long one."""
        if size == 0:  # asked once, to learn that these are bytes
            return b""
        piece = self._file.readline(PIECE)
        self.number += self._complete and bool(piece)
        self._complete = piece.endswith(b"\n")
        self._since_quote = 0 if _QUOTE.search(piece) else self._since_quote + len(piece)
        if self._since_quote > MOST_TOKEN:
            raise fault(self.number, "one piece of the file has no end")
        return piece

    def close(self) -> None:
        """Nothing more is read."""
        self._file.close()


def items(path: Path, wanted: frozenset[str]) -> Iterator[Item]:
    """(line, path, item) for every array element whose path is wanted, such as `graphs.nodes`, and
    for each wanted scalar; array positions are left out of paths."""
    lines = Lines(path)
    builder = _Builder(wanted, lines)
    try:
        for event, value in ijson.basic_parse(lines, use_float=True):
            if found := builder.take(event, value):
                yield found
    except ijson.JSONError as error:
        raise fault(max(lines.number, 1), _reason(error, path.stat().st_size)) from error
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise fault(max(lines.number, 1), "a value cannot be read") from error
    finally:
        lines.close()


class _Builder:
    """Follows the parser's events; builds wanted items and forgets everything else."""

    def __init__(self, wanted: frozenset[str], lines: Lines) -> None:
        self._wanted, self._lines = wanted, lines
        self._keys: list[str] = []  # the key that each open map stands at; "" for an array
        self._open: list[Any] = []  # containers of the item that is being built
        self._begun = self._values = self._text = 0

    def take(self, event: str, value: Any) -> Item | None:
        """One event; the item that it completes, if any."""
        if event == "map_key":
            self._keys[-1] = value
            return None
        if event in {"start_map", "start_array"}:
            self._begin({} if event == "start_map" else [])
            return None
        if event in {"end_map", "end_array"}:
            self._keys.pop()
            return self._ended()
        if self._open:
            self._put(value)
        elif self._path() in self._wanted:
            return (self._lines.number, self._path(), value)
        return None

    def _in_array(self) -> bool:
        return bool(self._keys) and not self._keys[-1]

    def _path(self) -> str:
        return ".".join(filter(None, self._keys))

    def _begin(self, container: Any) -> None:
        if len(self._keys) >= MOST_DEPTH:
            raise fault(self._lines.number, "values stand too deep inside each other")
        if self._open:
            self._put(container)
            self._open.append(container)
        elif isinstance(container, dict) and self._in_array() and self._path() in self._wanted:
            self._open.append(container)
            self._begun, self._values, self._text = self._lines.number, 0, 0
        self._keys.append("")

    def _ended(self) -> Item | None:
        if not self._open:
            return None
        done = self._open.pop()
        return None if self._open else (self._begun, self._path(), done)

    def _put(self, value: Any) -> None:
        self._values += 1
        self._text += len(value) if isinstance(value, str) else 8
        if self._values > MOST_VALUES or self._text > MOST_TEXT:
            raise fault(self._lines.number, "one item is longer than any real one")
        holder = self._open[-1]
        if isinstance(holder, dict):
            holder[self._keys[-1]] = value
        else:
            holder.append(value)


def _reason(error: Exception, size: int) -> str:
    if not size:
        return "the file is empty"
    text = str(error).casefold()
    if "premature eof" in text or "incomplete" in text:
        return "the file is cut off"
    if "utf8" in text or "utf-8" in text:
        return "a byte is not UTF-8"
    return "this is not JSON"

"""The bundled table as a stream of entries. Every fault names its line; nothing is stored here."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, cast

from communities.conditions.models.condition import System
from communities.conditions.models.entry import Code, Entry
from communities.conditions.operations.source_file import SourceFile, fault
from rareshare.lib.errors import Invalid
from rareshare.lib.text import check_characters

COLUMNS = [
    "mondo",
    "name",
    "synonyms",
    "orpha",
    "omim",
    "gard",
    "icd10cm",
    "mesh",
    "umls",
    "parents",
]
MOST_BYTES, MOST_LINE, MOST_NAME = 200_000_000, 200_000, 500
_MONDO = re.compile(r"MONDO:\d{7}")
_SHAPES = {
    System.ORPHA: re.compile(r"\d{1,7}"),
    System.OMIM: re.compile(r"(PS)?\d{6}"),
    System.GARD: re.compile(r"\d{1,7}"),
    System.ICD10CM: re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?(-[A-Z]\d[0-9A-Z])?"),
    System.MESH: re.compile(r"[CD]\d{6,9}"),
    System.UMLS: re.compile(r"C\d{7}"),
    System.MEDGEN: re.compile(r"CN\d{5,7}"),
}
_CODES = {
    "orpha": System.ORPHA,
    "omim": System.OMIM,
    "gard": System.GARD,
    "icd10cm": System.ICD10CM,
    "mesh": System.MESH,
    "umls": System.UMLS,
}


class Table(SourceFile):
    """A table of conditions in a file, plain or gzip. Iterating it reads each line once."""

    def __iter__(self) -> Iterator[Entry]:
        """The entries in the order of the file."""
        self.left_out.clear()
        self.examples.clear()
        seen: set[str] = set()
        number = 1
        for number, cells in enumerate(self._rows(), start=2):
            entry = self._entry(number, cells)
            if entry.identity in seen:
                raise fault(number, f"{entry.identity} stands on an earlier line too")
            seen.add(entry.identity)
            if entry.is_characteristic:
                self.leave_out("words_for_a_characteristic", entry.name)
            else:
                yield entry
        if not seen:
            raise fault(number, "the file holds no condition")

    def _rows(self) -> Iterator[list[str]]:
        header: list[str] = []
        for number, text in enumerate(self._lines(), start=1):
            cells = text.split("\t")
            if not header:
                header = cells
                if header != COLUMNS:
                    raise fault(1, f"the first line must be these columns: {', '.join(COLUMNS)}")
                continue
            if len(cells) != len(COLUMNS):
                raise fault(number, f"{len(cells)} columns instead of {len(COLUMNS)}")
            yield cells
        if not header:
            raise fault(1, "the file is empty")

    def _lines(self) -> Iterator[str]:
        number = size = 0
        try:
            with self._opened() as file:
                while raw := file.readline(MOST_LINE + 1):
                    number, size = number + 1, size + len(raw)
                    yield _decoded(raw, number, size)
        except (OSError, EOFError, zlib.error) as error:
            raise fault(number + 1, "the packed file is damaged or cut off") from error

    def _opened(self) -> IO[bytes]:
        with self.path.open("rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
        opener: Callable[[Path, str], Any] = gzip.open if packed else open
        return cast(IO[bytes], opener(self.path, "rb"))

    def _entry(self, number: int, cells: list[str]) -> Entry:
        row = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
        if not _MONDO.fullmatch(row["mondo"]):
            raise fault(number, "the first column must be a MONDO number of seven digits")
        if not self._readable(row["name"], number):
            raise fault(number, "the condition has no readable name")
        parents = _values(row["parents"])
        if not all(_MONDO.fullmatch(parent) for parent in parents):
            raise fault(number, "a parent is not a MONDO number")
        names = [name for name in _values(row["synonyms"]) if self._readable(name, number)]
        codes = [Code(System.MONDO, row["mondo"].removeprefix("MONDO:"))]
        for column, system in _CODES.items():
            codes += [_code(system, value, number) for value in _values(row[column])]
        name = _unescaped(row["name"])
        synonyms = [text for text in dict.fromkeys(map(_unescaped, names)) if text != name]
        return Entry(number, row["mondo"], name, synonyms, list(dict.fromkeys(codes)), parents)

    def _readable(self, name: str, number: int) -> bool:
        """Not a name whose letters an earlier conversion lost."""
        if len(name) > MOST_NAME:
            raise fault(number, f"a name is longer than {MOST_NAME} characters")
        if "\N{REPLACEMENT CHARACTER}" in name:
            self.leave_out("unreadable_names", name)
            return False
        return bool(name)


def _decoded(raw: bytes, number: int, size: int) -> str:
    if len(raw) > MOST_LINE or size > MOST_BYTES:
        raise fault(number, "the file or this line is too long to be a table of conditions")
    if not raw.endswith(b"\n"):
        raise fault(number, "the file ends in the middle of this line")
    try:
        text = raw.decode("utf-8").rstrip("\r\n")
        check_characters(text.replace("\t", ""))
    except UnicodeDecodeError as error:
        raise fault(number, f"byte {error.start + 1} is not UTF-8") from error
    except Invalid as error:
        raise fault(number, "there is a control character") from error
    return text.removeprefix("\ufeff") if number == 1 else text


def _values(cell: str) -> list[str]:
    return [value for part in cell.split("|") if (value := part.strip())]


def _unescaped(name: str) -> str:
    return name.replace('\\"', '"')


def _code(system: System, value: str, number: int) -> Code:
    """Some values in the UMLS column are MedGen's own numbers, which only look like CUIs."""
    if system is System.UMLS and value.startswith("CN"):
        system = System.MEDGEN
    if not _SHAPES[system].fullmatch(value):
        raise fault(number, f"{value[:40]!r} is not a code of {system.label}")
    return Code(system, value)


def community_names(path: Path) -> dict[str, list[str]]:
    """The small file of names that members use: for each code its names."""
    names: dict[str, list[str]] = {}
    for number, text in enumerate(path.read_text("utf-8").splitlines(), start=1):
        cells = text.split("\t")
        if len(cells) != 3:
            raise fault(number, f"{path.name} has three columns: code, name, language")
        if number > 1:
            names.setdefault(cells[0], []).append(cells[1])
    return names

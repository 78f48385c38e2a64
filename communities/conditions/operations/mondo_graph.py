"""The Mondo graph (OBO Graph JSON): the rare diseases in it, their names, codes and parents."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from communities.conditions.models import Level, Relation, System
from communities.conditions.models.entry import Code, Entry
from communities.conditions.models.record import kept_markup
from communities.conditions.operations import json_stream
from communities.conditions.operations.orphadata_names import (
    MOST_CODE,
    MOST_DEFINITION,
    MOST_NAME,
    once,
)
from communities.conditions.operations.source_file import SourceFile, fault, line_of_text

NODES, EDGES, VERSION = "graphs.nodes", "graphs.edges", "graphs.meta.version"
# Other ontologies travel in the same file under their own licences: only Mondo's ids are read.
_MONDO = re.compile(r"http://purl\.obolibrary\.org/obo/MONDO_(\d{7})|MONDO:(\d{7})")
_RARE = re.compile(r"#(?:rare|[a-z]+_rare)$")
_REPLACED_BY = "IAO_0100001"
_XREFS = {
    "Orphanet": System.ORPHA,
    "OMIM": System.OMIM,
    "OMIMPS": System.OMIM,
    "GARD": System.GARD,
    "MESH": System.MESH,
    "UMLS": System.UMLS,
    "MEDGEN": System.MEDGEN,
    "ICD10CM": System.ICD10CM,
    "ICD10": System.ICD10,
    "ICD10WHO": System.ICD10,
    "icd11.foundation": None,  # numbers of its own, which no doctor writes
}
_XREF = re.compile(r"([A-Za-z0-9.]+):([0-9A-Za-z./-]+)")
_EXACT = re.compile(r"(Orphanet_|omim\.org/entry/|/mesh/|umls/|medgen/)(?:id/)?([0-9A-Z]+)$")
_EXACT_OF = {
    "Orphanet_": System.ORPHA,
    "omim.org/entry/": System.OMIM,
    "/mesh/": System.MESH,
    "umls/": System.UMLS,
    "medgen/": System.MEDGEN,
}
_LEVELS = {
    "disease_grouping": Level.GROUP,
    "ordo_group_of_disorders": Level.GROUP,
    "ordo_disorder": Level.DISORDER,
    "ordo_subtype_of_a_disorder": Level.SUBTYPE,
}
_EXACT_SYNONYM = "hasExactSynonym"


class MondoGraph(SourceFile):
    """A release of Mondo as one OBO Graph document."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._parents: dict[str, list[str]] = defaultdict(list)
        nodes = 0
        wanted = frozenset({NODES, EDGES, VERSION})
        for line, where, found in json_stream.items(path, wanted):
            if where == NODES:
                nodes += 1
            elif where == EDGES:
                self._note_edge(found)
            elif isinstance(found, str):
                self.release = _version(line, found)
        if not nodes:
            raise fault(1, "this is no OBO graph: it holds no nodes")

    def __iter__(self) -> Iterator[Entry]:
        """The rare diseases and the retired ids, in the order of the file."""
        self.left_out.clear()
        self.examples.clear()
        seen: dict[str, int] = {}
        for line, _, node in json_stream.items(self.path, frozenset({NODES})):
            number = _number(node.get("id"))
            if number is None or node.get("type", "CLASS") != "CLASS":
                continue
            if number in seen:
                raise fault(line, f"MONDO:{number} stands on line {seen[number]} too")
            seen[number] = line
            entry = self._entry(line, number, node)
            if entry and entry.is_characteristic:
                self.leave_out("words_for_a_characteristic", entry.name)
            elif entry:
                yield entry
        if not seen:
            raise fault(1, "the file holds no Mondo disease")

    def _note_edge(self, edge: dict[str, Any]) -> None:
        child, parent = _number(edge.get("sub")), _number(edge.get("obj"))
        if child and parent and edge.get("pred") == "is_a":
            self._parents[child].append(f"MONDO:{parent}")

    def _entry(self, line: int, number: str, node: dict[str, Any]) -> Entry | None:
        meta = _mapping(node.get("meta"))
        active = meta.get("deprecated") is not True
        subsets = [text for text in _list(meta.get("subsets")) if isinstance(text, str)]
        if active and not any(_RARE.search(text) for text in subsets):
            self.left_out["diseases_that_are_not_rare"] += 1
            return None
        name = _text(line, node.get("lbl"))
        if not name:
            if not active:
                return None
            raise fault(line, f"MONDO:{number} has no name")
        name = re.sub(r"^obsolete\s+", "", name)
        own = Code(System.MONDO, number)
        synonyms = [
            _text(line, one.get("val"))
            for one in _mappings(meta.get("synonyms"))
            if one.get("pred") == _EXACT_SYNONYM
        ]
        definition = _mapping(meta.get("definition")).get("val")
        return Entry(
            line,
            f"MONDO:{number}",
            name,
            [text for text in dict.fromkeys(synonyms) if text and text != name],
            once([own, *self._codes(meta)]),
            list(dict.fromkeys(self._parents.get(number, []))),
            level=_level(subsets),
            active=active,
            moved_to="" if active else _replacement(meta),
            definition=kept_markup(_text(line, definition, MOST_DEFINITION)),
        )

    def _codes(self, meta: dict[str, Any]) -> Iterator[Code]:
        exact = set(_exact(meta))
        for one in _mappings(meta.get("xrefs")):
            found = _XREF.fullmatch(str(one.get("val", "")).strip())
            system = _XREFS.get(found[1]) if found else None
            if found is None or system is None:
                continue
            system, value = _system(system, found[2]), _value(found[1], found[2])
            if len(value) > MOST_CODE:
                self.leave_out("unreadable_codes", value)
            else:
                relation = Relation.EXACT if (system, value) in exact else Relation.OTHER
                yield Code(system, value, relation)


def _exact(meta: dict[str, Any]) -> Iterator[tuple[System, str]]:
    for one in _mappings(meta.get("basicPropertyValues")):
        if str(one.get("pred", "")).endswith("#exactMatch"):
            for prefix, value in _EXACT.findall(str(one.get("val", ""))):
                yield _system(_EXACT_OF[prefix], value), value


def _number(text: Any) -> str | None:
    found = _MONDO.fullmatch(text) if isinstance(text, str) else None
    return (found[1] or found[2]) if found else None


def _version(line: int, text: str) -> str:
    dated = re.search(r"\d{4}-\d{2}-\d{2}", text)
    return dated[0] if dated else line_of_text(text, line, limit=200)[-80:]


def _value(prefix: str, value: str) -> str:
    if prefix == "OMIMPS":
        return value if value.startswith("PS") else f"PS{value}"
    return value.lstrip("0") if prefix == "GARD" else value


def _system(system: System, value: str) -> System:
    """Numbers that begin with CN are MedGen's own and no CUIs."""
    if system in {System.UMLS, System.MEDGEN}:
        return System.MEDGEN if value.startswith("CN") else System.UMLS
    return system


def _level(subsets: Iterable[str]) -> Level:
    names = {text.rpartition("#")[2] for text in subsets}
    return next((level for name, level in _LEVELS.items() if name in names), Level.UNKNOWN)


def _replacement(meta: dict[str, Any]) -> str:
    for one in _mappings(meta.get("basicPropertyValues")):
        if str(one.get("pred", "")).endswith(_REPLACED_BY):
            return _number(one.get("val")) or ""
    return ""


def _text(line: int, value: Any, limit: int = MOST_NAME) -> str:
    return line_of_text(value if isinstance(value, str) else "", line, limit=limit)


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]

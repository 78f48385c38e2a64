"""Orphadata product 1: names, codes, definitions and retired codes of all Orphanet entries."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element  # only built by xml_stream, which is hardened

from communities.conditions.models import Level, Relation, System
from communities.conditions.models.entry import Code, Entry
from communities.conditions.models.record import kept_markup
from communities.conditions.operations.source_file import fault, line_of_text
from communities.conditions.operations.xml_stream import Disorders

MOST_NAME, MOST_CODE, MOST_DEFINITION = 500, 30, 20_000
_CODE = re.compile(r"\d{1,7}")
_VALUE = re.compile(r"[0-9A-Z][0-9A-Za-z./&+*-]*")
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
_WITHDRAWN = re.compile(r"inactive|obsolete|deprecated|off-?line", re.IGNORECASE)
_WITHDRAWN_BIT = 8192
_PREFIX = re.compile(r"^(obsolete|inactive|deprecated)\s*:\s*", re.IGNORECASE)
_SYSTEMS = {
    "OMIM": System.OMIM,
    "MONDO": System.MONDO,
    "ICD-10": System.ICD10,
    "ICD-11": System.ICD11,
    "UMLS": System.UMLS,
    "MeSH": System.MESH,
    "MedDRA": System.MEDDRA,
    "GARD": System.GARD,
}
# Ids are the same in every language; names are those of the English file.
_LEVELS = {
    "36540": Level.GROUP,
    "Group of disorders": Level.GROUP,
    "36547": Level.DISORDER,
    "Disorder": Level.DISORDER,
    "36554": Level.SUBTYPE,
    "Subtype of disorder": Level.SUBTYPE,
}
_OTHER_PRODUCTS = (
    "PrevalenceList",
    "HPODisorderAssociationList",
    "DisorderGeneAssociationList",
    "AverageAgeOfOnsetList",
)
MOVED, REFERRED = "Moved to", "Referred to"


class OrphadataNames(Disorders):
    """A file of product 1 in one language."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        first = next(iter(self._trees()), None)
        if first is not None:
            self.language = _language(*first)

    def __iter__(self) -> Iterator[Entry]:
        """The entries in the order of the file."""
        self.left_out.clear()
        self.examples.clear()
        seen: dict[str, int] = {}
        for line, tree in self._trees():
            entry = self._entry(line, tree)
            if entry.identity in seen:
                raise fault(line, f"{entry.identity} stands on line {seen[entry.identity]} too")
            seen[entry.identity] = line
            yield entry
        if not seen:
            raise fault(1, "the file holds no disorder")

    def _entry(self, line: int, tree: Element) -> Entry:
        identity = f"ORPHA:{orpha_code(line, tree)}"
        if any(tree.find(tag) is not None for tag in _OTHER_PRODUCTS) or not (
            tree.find("SynonymList") is not None or tree.find("ExternalReferenceList") is not None
        ):
            raise fault(line, "this is another Orphadata product; names stand in product 1")
        if _language(line, tree) != self.language:
            raise fault(line, f"the name is not in the language of the file ({self.language})")
        active = not _withdrawn(tree)
        name = _name(line, tree.findtext("Name"))
        if not name:
            raise fault(line, f"{identity} has no name")
        synonyms = [_name(line, one.text) for one in tree.iterfind("SynonymList/Synonym")]
        targets = list(_targets(tree))
        own = Code(System.ORPHA, identity.partition(":")[2])
        return Entry(
            line,
            identity,
            name,
            [text for text in dict.fromkeys(synonyms) if text and text != name],
            once([own, *self._codes(tree)]),
            [f"ORPHA:{code}" for kind, code in targets if kind == REFERRED],
            level=_level(tree),
            active=active,
            moved_to=next((c for kind, c in targets if kind == MOVED and not active), ""),
            definition=_definition(line, tree),
        )

    def _codes(self, tree: Element) -> Iterator[Code]:
        for one in tree.iterfind("ExternalReferenceList/ExternalReference"):
            source = (one.findtext("Source") or "").strip()
            value = (one.findtext("Reference") or "").strip().rpartition(":")[2]
            if source not in _SYSTEMS:
                self.leave_out("references_of_unknown_systems", source)
            elif len(value) > MOST_CODE or not _VALUE.fullmatch(value):
                self.leave_out("unreadable_codes", f"{source} {value}")
            else:
                yield Code(_SYSTEMS[source], value, _relation(one), _validated(one))


def orpha_code(line: int, tree: Element) -> str:
    """The number of a disorder; files from before 2020 call it otherwise and are not read."""
    if tree.find("OrphaNumber") is not None:
        raise fault(line, "the file has the format used until 2019; get the present one")
    code = (tree.findtext("OrphaCode") or "").strip()
    if not _CODE.fullmatch(code):
        raise fault(line, "the disorder has no OrphaCode of 1 to 7 digits")
    return code.lstrip("0") or "0"


def once(codes: list[Code]) -> list[Code]:
    """Each code once; where it is given several times, as exact as it is ever given."""
    best: dict[tuple[System, str], Code] = {}
    for code in codes:
        known = best.get((code.system, code.value))
        if known is None or (code.is_exact and not known.is_exact):
            best[code.system, code.value] = code
    return list(best.values())


def _language(line: int, tree: Element) -> str:
    name = tree.find("Name")
    language = "" if name is None else name.get("lang", "").strip()
    if not _LANGUAGE.fullmatch(language):
        raise fault(line, "the name of a disorder does not say its language")
    return language


def _name(line: int, text: str | None) -> str:
    return _PREFIX.sub("", line_of_text(text, line, limit=MOST_NAME))


def _withdrawn(tree: Element) -> bool:
    for flag in tree.iterfind("DisorderFlagList/DisorderFlag"):
        value = (flag.findtext("Value") or "").strip()
        if value.isascii() and value.isdigit() and int(value[:9]) & _WITHDRAWN_BIT:
            return True
        if _WITHDRAWN.search(flag.findtext("Label") or ""):
            return True
    return False


def _level(tree: Element) -> Level:
    group = tree.find("DisorderGroup")
    if group is None:
        return Level.UNKNOWN
    name = (group.findtext("Name") or "").strip()
    return _LEVELS.get(group.get("id", ""), _LEVELS.get(name, Level.UNKNOWN))


def _relation(reference: Element) -> Relation:
    text = (reference.findtext("DisorderMappingRelation/Name") or "").strip()
    word = text.partition(" ")[0]
    return Relation(word) if word in Relation.values else Relation.OTHER


def _validated(reference: Element) -> bool:
    status = reference.findtext("DisorderMappingValidationStatus/Name") or ""
    return status.strip().casefold() == "validated"


def _targets(tree: Element) -> Iterator[tuple[str, str]]:
    path = "DisorderDisorderAssociationList/DisorderDisorderAssociation"
    for one in tree.iterfind(path):
        kind = (one.findtext("DisorderDisorderAssociationType/Name") or "").strip()
        code = (one.findtext("TargetDisorder/OrphaCode") or "").strip()
        if kind in {MOVED, REFERRED} and _CODE.fullmatch(code):
            yield kind, code.lstrip("0")


def _definition(line: int, tree: Element) -> str:
    path = "SummaryInformationList/SummaryInformation/TextSectionList/TextSection"
    for section in tree.iterfind(path):
        kind = section.find("TextSectionType")
        named = kind is not None and (kind.findtext("Name") or "").strip() == "Definition"
        if named or (kind is not None and kind.get("id") == "16907"):
            text = section.findtext("Contents")
            return kept_markup(line_of_text(text, line, limit=MOST_DEFINITION))
    return ""

"""What one source says about one condition, before it is in the catalogue. Pure values."""

import re
from dataclasses import dataclass, field

from communities.conditions.models.condition import Level, NameKind, Relation, System
from communities.conditions.models.places import code_at

_ABBREVIATION = re.compile(r"(?=.*[A-Z])[A-Z0-9][A-Za-z0-9/-]{1,9}")
_ICD10 = (System.ICD10CM, System.ICD10)
# Mondo's "disease characteristic" and its first kind.
_CHARACTERISTICS = frozenset({"MONDO:0021125", "MONDO:0021139"})
_PREFIXES = {
    "ORPHA": (System.ORPHA,),
    "ORPHANET": (System.ORPHA,),
    "ORPHACODE": (System.ORPHA,),
    "ORDO": (System.ORPHA,),
    "OMIM": (System.OMIM,),
    "MIM": (System.OMIM,),
    "GARD": (System.GARD,),
    "MONDO": (System.MONDO,),
    "ICD10": _ICD10,
    "ICD10CM": (System.ICD10CM,),
    "ICD11": (System.ICD11,),
    "ICD": (*_ICD10, System.ICD11),
    "MESH": (System.MESH,),
    "UMLS": (System.UMLS,),
    "CUI": (System.UMLS,),
    "MEDGEN": (System.MEDGEN,),
    "MEDDRA": (System.MEDDRA,),
}
_CODE = re.compile(
    r"""[\#*+%^]?\s*(?:(?P<prefix>ORPHA(?:NET|CODE)?|ORDO|O?MIM|GARD|MONDO|MESH|UMLS|CUI|MEDGEN|MEDDRA
            |ICD(?:[ -]?1[01])?(?:[ -]?CM)?)(?:\s+code)?[\s:_\#-]*)?
        (?P<value>(?:CN|PS|[A-Z])?\d[0-9A-Z]*(?:\.[0-9A-Z]+)?(?:-[A-Z]\d+)?
            |[A-Z]{2}\d[0-9A-Z](?:\.[0-9A-Z]+)?)""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code in one system; `search_value` is what a person's spelling of it is compared with."""

    system: System
    value: str
    relation: Relation = Relation.EXACT
    validated: bool = True

    @property
    def is_exact(self) -> bool:
        """The code means this condition and no other, and its source has checked that."""
        return self.validated and self.relation == Relation.EXACT

    @property
    def search_value(self) -> str:
        return folded_code(self.value)


@dataclass(slots=True)
class Entry:
    """One record of a source. `identity` is the source's own code for the condition, `moved_to`
    the code (without prefix) of the record that took its place."""

    line: int
    identity: str
    name: str
    synonyms: list[str] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    level: Level = Level.UNKNOWN
    active: bool = True
    moved_to: str = ""
    definition: str = ""

    @property
    def is_characteristic(self) -> bool:
        """A word for how illnesses come about, such as "acquired", and no illness itself."""
        return not _CHARACTERISTICS.isdisjoint([self.identity, *self.parents])


def folded_code(value: str) -> str:
    """A code without dots, in upper case, without the zeros that only fill it up."""
    return value.replace(".", "").upper().lstrip("0")


def read_code(text: str) -> tuple[list[System], str] | None:
    """What a person typed, as a code and the systems it may be of: those that the prefix names, or
    all; None for a name. OMIM's signs before a number and a page's address are understood."""
    if place := code_at(text.strip()):
        system, value = place
        return list(_ICD10 if system in _ICD10 else [system]), folded_code(value)
    found = _CODE.fullmatch(text.strip())
    if not found:
        return None
    prefix = re.sub(r"[ -]", "", (found["prefix"] or "").upper())
    return list(_PREFIXES.get(prefix, System)), folded_code(found["value"])


def name_kind(text: str) -> NameKind:
    """Short names in capitals are abbreviations, such as MFS or NF2."""
    return NameKind.ABBREVIATION if _ABBREVIATION.fullmatch(text) else NameKind.SYNONYM

"""Orphadata product 9 (prevalence): how common conditions are, by place and kind of measure."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from xml.etree.ElementTree import Element  # only built by xml_stream, which is hardened

from communities.conditions.operations.orphadata_names import orpha_code
from communities.conditions.operations.source_file import fault, line_of_text
from communities.conditions.operations.xml_stream import Disorders

MOST_WORD, MOST_PLACE, MOST_MEAN = 60, 120, Decimal(1_000_000_000)
_PMID = re.compile(r"(\d{1,9})\[PMID\]")


@dataclass(frozen=True, slots=True)
class Measure:
    """One statement about how common a condition is."""

    kind: str
    qualification: str
    share: str
    mean: Decimal | None
    place: str
    validated: bool
    pmids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """All that the file says about one condition; `code` is its ORPHA number."""

    line: int
    code: str
    name: str
    measures: tuple[Measure, ...]


class OrphadataPrevalence(Disorders):
    """A file of product 9, prevalence. Only the English one is read: its classes are compared."""

    def __iter__(self) -> Iterator[Measured]:
        """The disorders in the order of the file."""
        seen: dict[str, int] = {}
        for line, tree in self._trees():
            code = orpha_code(line, tree)
            if code in seen:
                raise fault(line, f"ORPHA:{code} stands on line {seen[code]} too")
            seen[code] = line
            if tree.find("PrevalenceList") is None:
                what = "this is another Orphadata product; prevalence stands in product 9"
                raise fault(line, what)
            name = tree.find("Name")
            if name is not None and name.get("lang", "en") != "en":
                raise fault(line, "this is not the English file")
            measures = [_measure(line, one) for one in tree.iterfind("PrevalenceList/Prevalence")]
            title = line_of_text(tree.findtext("Name"), line, limit=500)
            yield Measured(line, code, title, tuple(dict.fromkeys(measures)))
        if not seen:
            raise fault(1, "the file holds no disorder")


def _measure(line: int, tree: Element) -> Measure:
    kind = _word(line, tree, "PrevalenceType")
    if not kind:
        raise fault(line, "a prevalence does not say what was counted")
    return Measure(
        kind=kind,
        qualification=_word(line, tree, "PrevalenceQualification"),
        share=_word(line, tree, "PrevalenceClass"),
        mean=_mean(line, tree.findtext("ValMoy")),
        place=_word(line, tree, "PrevalenceGeographic", MOST_PLACE),
        validated=_word(line, tree, "PrevalenceValidationStatus").casefold() == "validated",
        pmids=tuple(dict.fromkeys(_PMID.findall(tree.findtext("Source") or ""))),
    )


def _word(line: int, tree: Element, tag: str, limit: int = MOST_WORD) -> str:
    """A value of a list. Some files escape `<` twice, and the class of the rarest illnesses begins
    with it."""
    return line_of_text(html.unescape(tree.findtext(f"{tag}/Name") or ""), line, limit=limit)


def _mean(line: int, text: str | None) -> Decimal | None:
    if not (text or "").strip():
        return None
    try:
        mean = Decimal((text or "").strip())
    except InvalidOperation as error:
        raise fault(line, f"{(text or '')[:40]!r} is not a number") from error
    if not mean.is_finite() or not 0 <= mean < MOST_MEAN:
        raise fault(line, f"{(text or '')[:40]!r} cannot be a mean")
    return mean.quantize(Decimal("0.0001")) or None

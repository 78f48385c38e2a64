"""Files of Orphadata and Mondo for the tests: the samples, changed where a test needs it."""

import io
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command

from communities.conditions.models import (
    Condition,
    ConditionCode,
    ConditionName,
    ConditionParent,
    Definition,
    ImportRelease,
    Prevalence,
    SearchForm,
    SearchGram,
    SourceRecord,
)

SAMPLES = Path(__file__).with_name("samples")
NAMES = SAMPLES / "en_product1.sample.xml"
PREVALENCE = SAMPLES / "en_product9_prev.sample.xml"
MONDO = SAMPLES / "mondo.sample.json"
COMMANDS = {
    NAMES: "import_orphadata_names",
    PREVALENCE: "import_orphadata_prevalence",
    MONDO: "import_mondo",
}
TABLES = [
    *(Condition, ConditionName, ConditionCode, ConditionParent, SourceRecord, Definition),
    *(Prevalence, SearchForm, SearchGram, ImportRelease),
]
Bytes = Callable[[bytes], bytes]


def run(sample: Path, path: Path | None = None, **options: object) -> str:
    """The import command of a sample, on the sample or on another file; what it said."""
    said = io.StringIO()
    call_command(COMMANDS[sample], path or sample, stdout=said, stderr=said, **options)
    return said.getvalue()


def of(code: int) -> Condition:
    """The condition that Orphanet's record with a code is about."""
    return Condition.objects.get(records__source="ORPHANET", records__code=str(code))


def everything() -> list[list[tuple]]:
    """All rows of the catalogue with their ids."""
    return [list(model.objects.order_by("pk").values_list()) for model in TABLES]


def disorder(code: int, name: str, inside: str = "", *, lang: str = "en") -> str:
    """One disorder of product 1; `inside` may replace any part but its lists."""
    return (
        f'<Disorder id="{code}"><OrphaCode> {code} </OrphaCode><Name lang="{lang}">{name}</Name>'
        f'<SynonymList count="9"/>{inside}</Disorder>\n'
    )


def product1(*disorders: str) -> bytes:
    """A file of product 1."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<JDBOR date="2027-01-10" version="1.4">\n'
    return f"{head}<DisorderList>\n{''.join(disorders)}</DisorderList>\n</JDBOR>\n".encode()


def moved(to: int, kind: str = "Moved to") -> str:
    """What makes a disorder inactive, with where it went."""
    return (
        "<DisorderFlagList><DisorderFlag><Value>8192</Value><Label>x</Label></DisorderFlag>"
        "</DisorderFlagList><DisorderDisorderAssociationList><DisorderDisorderAssociation>"
        f"<TargetDisorder><OrphaCode>{to}</OrphaCode></TargetDisorder>"
        f"<DisorderDisorderAssociationType><Name>{kind}</Name></DisorderDisorderAssociationType>"
        "</DisorderDisorderAssociation></DisorderDisorderAssociationList>"
    )


def xref(source: str, value: str, relation: str = "E (Exact)", status: str = "Validated") -> str:
    """A list with one code of another system."""
    return (
        f"<ExternalReferenceList><ExternalReference><Source>{source}</Source>"
        f"<Reference>{value}</Reference><DisorderMappingRelation><Name>{relation}</Name>"
        "</DisorderMappingRelation><DisorderMappingValidationStatus>"
        f"<Name>{status}</Name></DisorderMappingValidationStatus></ExternalReference>"
        "</ExternalReferenceList>"
    )

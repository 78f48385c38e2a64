"""A file of the size and shape of Orphadata product 1, made from the bundled table."""

import random
from collections.abc import Iterator
from html import escape
from pathlib import Path

from communities.conditions.management.commands.load_conditions import BUNDLED
from communities.conditions.models import System
from communities.conditions.models.entry import Entry
from communities.conditions.operations import Table

SEED, DISORDERS, BYTES = 280062, 11_645, 54_300_000
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<JDBOR date="2026-06-23 07:00:00" version="1.3" copyright="made for measuring">
  <DisorderList count="{count}">
"""
TAIL = "  </DisorderList>\n</JDBOR>\n"
LEVELS = [("36547", "Disorder")] * 7 + [("36540", "Group of disorders")] * 2
LEVELS += [("36554", "Subtype of disorder")]
SYSTEMS = {
    System.OMIM: "OMIM",
    System.MONDO: "MONDO",
    System.GARD: "GARD",
    System.UMLS: "UMLS",
    System.MESH: "MeSH",
    System.ICD10CM: "ICD-10",
}
WORDS = "a rare genetic illness of the skin bone nerve heart with onset in infancy and late signs"


def write(path: Path) -> int:
    """Write the file; how many bytes it has."""
    draw = random.Random(SEED)
    entries = list(Table(BUNDLED))
    padding = 0
    for _ in range(3):  # after the first with definitions as long as the size asks for
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD.format(count=DISORDERS))
            file.writelines(_disorders(entries, draw, padding))
            file.write(TAIL)
        padding += max(0, (BYTES - path.stat().st_size) // DISORDERS + 1)
    return path.stat().st_size


def _disorders(entries: list[Entry], draw: random.Random, padding: int) -> Iterator[str]:
    for number in range(DISORDERS):
        entry = entries[number % len(entries)]
        name = entry.name if number < len(entries) else f"{entry.name}, variant {number}"
        yield _disorder(500_000 + number, name, entry, draw, padding)


def _disorder(code: int, name: str, entry: Entry, draw: random.Random, padding: int) -> str:
    group, level = draw.choice(LEVELS)
    words = WORDS.split()
    text = " ".join(draw.choice(words) for _ in range((300 + padding) // 6))
    synonyms = "".join(
        f'        <Synonym lang="en">{escape(one)}</Synonym>\n' for one in entry.synonyms[:6]
    )
    references = "".join(
        _reference(n, SYSTEMS[one.system], one.value)
        for n, one in enumerate(entry.codes)
        if one.system in SYSTEMS
    )
    return f"""    <Disorder id="{code}">
      <OrphaCode>{code}</OrphaCode>
      <ExpertLink lang="en">http://www.orpha.net/consor/cgi-bin/OC_Exp.php?Expert={code}</ExpertLink>
      <Name lang="en">{escape(name)}</Name>
      <DisorderFlagList count="1">
        <DisorderFlag id="1"><Value>1</Value><Label>on-line</Label></DisorderFlag>
      </DisorderFlagList>
      <SynonymList count="{len(entry.synonyms)}">
{synonyms}      </SynonymList>
      <DisorderType id="21394"><Name lang="en">Disease</Name></DisorderType>
      <DisorderGroup id="{group}"><Name lang="en">{level}</Name></DisorderGroup>
      <ExternalReferenceList count="{len(entry.codes)}">
{references}      </ExternalReferenceList>
      <SummaryInformationList count="1">
        <SummaryInformation id="{code}" lang="en">
          <TextSectionList count="1">
            <TextSection id="{code}" lang="en">
              <TextSectionType id="16907"><Name lang="en">Definition</Name></TextSectionType>
              <Contents>&lt;i&gt;{escape(name)}&lt;/i&gt; is {text}.</Contents>
            </TextSection>
          </TextSectionList>
        </SummaryInformation>
      </SummaryInformationList>
    </Disorder>
"""


def _reference(number: int, source: str, value: str) -> str:
    return f"""        <ExternalReference id="{number}">
          <Source>{source}</Source>
          <Reference>{value}</Reference>
          <DisorderMappingRelation id="21527">
            <Name lang="en">E (Exact mapping: the two concepts are equivalent)</Name>
          </DisorderMappingRelation>
          <DisorderMappingICDRelation/>
          <DisorderMappingValidationStatus id="21611">
            <Name lang="en">Validated</Name>
          </DisorderMappingValidationStatus>
        </ExternalReference>
"""

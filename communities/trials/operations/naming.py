"""The names of an illness: which to ask for, and whether a study bears one of them."""

import re
import unicodedata
from dataclasses import dataclass

from communities.conditions.models import Condition, ConditionCode, NameKind, System
from communities.trials.models.record import Record
from communities.trials.operations.asking import query_of
from communities.trials.states import MatchKind


@dataclass(frozen=True, slots=True)
class Names:
    """The names and MeSH codes of one illness. `asked` leaves out short names: ALS or CUA would
    find studies of something else."""

    asked: list[str]
    folded: dict[str, str]
    mesh_codes: frozenset[str]

    @property
    def query(self) -> str:
        """The search that finds this illness."""
        return query_of(self.asked)

    def compare(self, record: Record) -> tuple[MatchKind, str]:
        """Direct where the study names the illness as its condition, keyword or MeSH term, with the
        name it uses; related where it was only found by the search."""
        for term in record.terms:
            if name := self.folded.get(fold(term)):
                return MatchKind.DIRECT, name
        for code in record.mesh_codes:
            if code in self.mesh_codes:
                return MatchKind.DIRECT, f"MeSH {code}"
        return MatchKind.RELATED, ""


def names_of(condition: Condition) -> Names:
    """All names of an illness, its main name first."""
    rows = condition.names.filter(language="en").order_by("pk")
    texts = [condition.name, *rows.values_list("text", flat=True)]
    short = set(rows.filter(kind=NameKind.ABBREVIATION).values_list("text", flat=True))
    codes = ConditionCode.objects.filter(condition=condition, system=System.MESH)
    return Names(
        asked=[text for text in texts if text not in short],
        folded={fold(text): text for text in reversed(texts) if fold(text)},
        mesh_codes=frozenset(codes.values_list("value", flat=True)),
    )


def fold(text: str) -> str:
    """A name as it is compared: small letters without accents, marks and possessive s."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    plain = re.sub(r"['’`]s?\b", "", plain)
    return " ".join(re.findall(r"[\w+]+", plain))

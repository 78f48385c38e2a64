"""Questions with known answers, made from the bundled table by a fixed seed: names, codes, typing
errors, word order, plurals and accents. Any condition that bears the exact name or code is right.
"""

import random
import string
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from communities.conditions.management.commands.load_conditions import BUNDLED
from communities.conditions.models import System
from communities.conditions.models.entry import Entry
from communities.conditions.operations import Table

SEED = 280062
LEAST_LETTERS = 8
SHARES = {
    "main name": 50,
    "other name": 80,
    "short name": 30,
    "code": 70,
    "one error": 110,
    "two errors": 90,
    "word order": 50,
    "plural": 20,
    "no accents": 20,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, how it was made, and the MONDO numbers that are right."""

    kind: str
    text: str
    meant: str
    right: frozenset[str]


class Labels:
    """All names and codes of the table, and questions drawn from them."""

    def __init__(self) -> None:
        self.bearers: dict[str, set[str]] = defaultdict(set)
        self.main: list[str] = []
        self.other: list[str] = []
        self.codes: dict[tuple[System, str], set[str]] = defaultdict(set)
        for entry in Table(BUNDLED):
            self._note(entry)

    def questions(self, *, seed: int = SEED, times: int = 1) -> Iterator[Question]:
        """The same questions for the same seed; `times` multiplies each share."""
        draw = random.Random(seed)
        makers = self._makers(draw)
        for kind, share in SHARES.items():
            pool, change = makers[kind]
            for meant in draw.sample(pool, min(len(pool), share * times)):
                yield Question(
                    kind, change(meant), meant, frozenset(self.bearers[meant.casefold()])
                )
            if kind == "code":
                yield from self._code_questions(draw, share * times)

    def _note(self, entry: Entry) -> None:
        number = entry.identity.removeprefix("MONDO:")
        self.main.append(entry.name)
        self.other += entry.synonyms
        for name in (entry.name, *entry.synonyms):
            self.bearers[name.casefold()].add(number)
        for code in entry.codes:
            self.codes[code.system, code.value].add(number)

    def _makers(self, draw: random.Random) -> dict[str, tuple[list[str], Callable[[str], str]]]:
        names = list(dict.fromkeys([*self.main, *self.other]))
        long = [name for name in names if sum(map(str.isalpha, name)) >= LEAST_LETTERS]
        return {
            "main name": (self.main, str.upper),
            "other name": (self.other, str.lower),
            "short name": ([name for name in names if len(name) < 8 and name.isupper()], str),
            "code": ([], str),
            "one error": (long, lambda name: misspelled(name, 1, draw)),
            "two errors": (long, lambda name: misspelled(name, 2, draw)),
            "word order": (
                [name for name in long if len(name.split()) > 2],
                lambda name: " ".join(draw.sample(name.split(), len(name.split()))),
            ),
            "plural": (
                [name for name in long if name[-1].isalpha() and name[-1] not in "sxA"],
                plural,
            ),
            "no accents": ([name for name in names if not name.isascii()], plain),
        }

    def _code_questions(self, draw: random.Random, share: int) -> Iterator[Question]:
        spellings = [
            (System.ORPHA, "{}"),
            (System.ORPHA, "ORPHA:{}"),
            (System.ORPHA, "orpha {}"),
            (System.OMIM, "{}"),
            (System.OMIM, "OMIM:{}"),
            (System.MESH, "{}"),
            (System.MONDO, "MONDO:{}"),
            (System.GARD, "GARD:{}"),
            (System.UMLS, "UMLS {}"),
            (System.ICD10CM, "ICD-10-CM {}"),
        ]
        for system, spelling in spellings:
            pool = sorted(value for known, value in self.codes if known is system)
            for value in draw.sample(pool, max(1, share // len(spellings))):
                right = frozenset(self.codes[system, value])
                yield Question("code", spelling.format(value), f"{system}:{value}", right)


def misspelled(name: str, errors: int, draw: random.Random) -> str:
    """The name with so many letters wrong, left out, doubled up with another, or swapped."""
    changed = name
    while changed.casefold() == name.casefold():
        changed = name
        for _ in range(errors):
            changed = _one_error(changed, draw)
    return changed


def plural(name: str) -> str:
    """The last word as many of it."""
    return name[:-1] + "ies" if name.endswith("y") and name[-2] not in "aeiou" else name + "s"


def plain(name: str) -> str:
    """The name as typed on a keyboard without accents."""
    parts = unicodedata.normalize("NFD", name)
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("’", "'")


def _one_error(name: str, draw: random.Random) -> str:
    at = draw.choice([i for i, letter in enumerate(name) if letter.isalpha()])
    other = draw.choice(string.ascii_lowercase.replace(name[at].lower(), ""))
    swap = at + 1 < len(name) and name[at + 1].isalpha() and name[at + 1] != name[at]
    kinds = [
        name[:at] + other + name[at + 1 :],
        name[:at] + name[at + 1 :],
        name[:at] + other + name[at:],
    ]
    if swap:
        kinds.append(name[:at] + name[at + 1] + name[at] + name[at + 2 :])
    return draw.choice(kinds)

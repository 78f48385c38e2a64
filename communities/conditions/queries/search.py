"""Finding a condition by any name, spelling or code. Everybody may search; nothing is logged."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.db import connections, router

from communities.conditions.models import Condition, NameKind, System
from communities.conditions.models.entry import read_code
from communities.conditions.queries.search_sql import (
    GRAM_BUDGET,
    IN_TITLE,
    MOST_FORMS,
    MOST_KINDS,
    MOST_NAMED,
    MOST_STARTS,
    PER_GRAM,
    PER_KIND,
    PER_KNOWN,
    SEARCH,
    WHOLE,
)
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

MOST_ASKED = 500
LEAST_SCORE = 0.5
# Beside a name that was typed right, only close relatives of its spelling are of use.
LEAST_BESIDE_LITERAL = 0.75
# From here on a name has the same words, or is the same but for a slip of the fingers.
SAME_WORDS, LEAST_SAME, MOST_COMPARED = 0.985, 0.9, 5


@dataclass(frozen=True, slots=True)
class Match:
    """A condition that was found, by which of its names or codes, and why, in plain words.
    `literal` is False where only the spelling is near: then the answer is "did you mean".
    `shared` is True for a code that the likeliest condition bears too."""

    id: int
    key: str
    slug: str
    name: str
    matched_name: str
    kind: str
    score: float
    literal: bool
    shared: bool = False

    @property
    def why(self) -> str:
        """Why this condition is shown, for the result line."""
        if self.kind == "code":
            return f"also listed with {self.matched_name}" if self.shared else self.matched_name
        if not self.literal:
            return f"spelled much like: {self.matched_name}"
        if self.kind == NameKind.PREFERRED:
            return "this is its main name"
        return f"also called: {self.matched_name}"


def search_conditions(text: str, *, limit: int = 10) -> list[Match]:
    """The conditions in use that `text` may mean, the likeliest first: by name in any word order,
    part of a name, misspelled name or code, with or without its prefix. What looks like a code
    is never taken for a misspelled name. Fewer than 2 letters or digits, over 500 characters, or
    characters that cannot be shown are refused."""
    text = clean_line(text, "q", limit=MOST_ASKED)
    if sum(character.isalnum() for character in text) < 2:
        raise Invalid("Type 2 letters or more.", field="q")
    asked = read_code(text)
    matches = _matches(text, asked, limit)
    if asked:
        return _each_code_once([match for match in matches if match.literal])
    if matches and matches[0].literal:
        least = LEAST_BESIDE_LITERAL
        return [match for match in matches if match.literal or match.score >= least]
    return matches


def _each_code_once(matches: list[Match]) -> list[Match]:
    """The first bearer of a code is meant; the others are only listed with it."""
    first: dict[str, int] = {}
    for match in matches:
        first.setdefault(match.matched_name, match.id)
    return [
        replace(match, shared=match.kind == "code" and first[match.matched_name] != match.id)
        for match in matches
    ]


def looks_like_code(text: str) -> bool:
    """A code or the address of its page, known or not, rather than a name."""
    return read_code(text) is not None


def did_you_mean(matches: list[Match]) -> Match | None:
    """The first match, where what was typed is no name, part of a name or code of any condition."""
    return matches[0] if matches and not matches[0].literal else None


def same_condition(name: str) -> Match | None:
    """The condition in use that bears this name, or one so near in spelling that it must be the
    same. Numbers and short words tell illnesses apart (type 1, type 2), so those must agree."""
    for match in search_conditions(name, limit=MOST_COMPARED):
        alike = match.score >= LEAST_SAME and _telling(match.matched_name) == _telling(name)
        if match.kind != "code" and (match.score >= SAME_WORDS or alike):
            return match
    return None


def _telling(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", name.casefold())
    return sorted(word for word in words if len(word) < 4 or not word.isalpha())


def _matches(text: str, asked: tuple[list[System], str] | None, limit: int) -> list[Match]:
    within, code = asked or ([], None)
    values: dict[str, Any] = {
        "text": text,
        "limit": limit,
        "budget": GRAM_BUDGET,
        "most": MOST_FORMS,
        "starts": MOST_STARTS,
        "named": MOST_NAMED,
        "per_gram": PER_GRAM,
        "least": LEAST_SCORE,
        "whole": WHOLE,
        "per_known": PER_KNOWN,
        "in_title": IN_TITLE,
        "per_kind": PER_KIND,
        "most_kinds": MOST_KINDS,
        "code": code,
        "within": [system.value for system in within],
        "systems": System.values,
    }
    with connections[router.db_for_read(Condition)].cursor() as cursor:
        cursor.execute(SEARCH, values)
        return [Match(*row) for row in cursor.fetchall()]

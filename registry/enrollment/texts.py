"""How a consent version becomes the one canonical text whose bytes are shown, hashed and signed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.enrollment.states import Audience

# 45 CFR 46.116: (a)(5)(i) key information first, (b)(1) to (b)(9) the basic elements.
BASIC = ("key", *(f"b{number}" for number in range(1, 10)))
# A child's assent is no full consent (46.408): the words must be few.
_ASSENT = (Audience.ASSENT_7_12, Audience.ASSENT_13_17)


@dataclass(frozen=True)
class Approval:
    """What the ethics board gave: its name, its number, and from when to when it holds."""

    board: str
    number: str
    approved_on: date
    expires_on: date


def missing_elements(audience: str, sections: list[dict[str, Any]]) -> list[str]:
    """The required elements that no section covers; key information counts only as the first."""
    needed = BASIC[:1] if audience in _ASSENT else BASIC
    covered = {code for section in sections for code in section["elements"]}
    if sections and "key" not in sections[0]["elements"]:
        covered.discard("key")
    return [code for code in needed if code not in covered]


def canonical(
    title: str, number: int, sections: list[dict[str, Any]], facts: Mapping[str, str]
) -> str:
    """Markdown with LF line ends and one empty line between blocks; `{name}` becomes its fact."""
    parts = [f"# {title}", f"Version {number}"]
    for section in sections:
        parts += [f"## {section['title']}", section["text"].strip()]
    text = "\n\n".join(parts) + "\n"
    for name, fact in facts.items():
        text = text.replace("{" + name + "}", fact)
    return text


def facts_of(approval: Approval, contact: str) -> dict[str, str]:
    """The facts that a text may name: the ethics board's approval, and how to reach us."""
    return {
        "contact": contact,
        "ethics_board": approval.board,
        "ethics_number": approval.number,
        "approved_on": _day(approval.approved_on),
        "expires_on": _day(approval.expires_on),
    }


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"

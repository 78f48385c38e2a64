"""The questionnaire as data: sections, questions and their closed lists of answers. No query.

Questions and lists follow the common data elements of ERDRI (2.2) and NIH GRDR; each question names
the element it stands for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rareshare.lib.errors import Invalid

_FILE = Path(__file__).parent / "data" / "core-1.json"
NOBODY = "none"


@dataclass(frozen=True)
class Item:
    """One voluntary question with a closed list of answers."""

    key: str
    element: str
    many: bool
    text: str
    text_proxy: str
    values: tuple[tuple[str, str], ...]

    def label(self, value: str) -> str:
        """The words of one answer."""
        return dict(self.values)[value]

    def checked(self, value: Any) -> list[str] | str:
        """The answer, where it is on the list; Invalid otherwise."""
        known = dict(self.values)
        if not self.many:
            if not isinstance(value, str) or value not in known:
                raise Invalid("Choose one of the answers.", field=self.key)
            return value
        if not isinstance(value, list) or not all(
            isinstance(one, str) and one in known for one in value
        ):
            raise Invalid("Choose from the answers.", field=self.key)
        chosen = [key for key in known if key in value]
        if NOBODY in chosen and len(chosen) > 1:
            raise Invalid(f"Choose '{known[NOBODY]}' or other answers, not both.", field=self.key)
        return chosen


@dataclass(frozen=True)
class Section:
    """One page of questions."""

    key: str
    title: str
    items: tuple[Item, ...]

    def checked(self, values: Mapping[str, Any]) -> dict[str, list[str] | str]:
        """The answers that were given, in the order of the questions; an empty one is left out,
        because every question may be skipped."""
        problems: dict[str, str] = {}
        good: dict[str, list[str] | str] = {}
        known = {item.key: item for item in self.items}
        for key in values:
            if key not in known:
                problems[str(key)] = "This section has no such question."
        for key, item in known.items():
            value = values.get(key)
            if value in (None, "", []):
                continue
            try:
                good[key] = item.checked(value)
            except Invalid as error:
                problems.update(error.fields)
        if problems:
            raise Invalid(problems)
        return good


@dataclass(frozen=True)
class Questionnaire:
    """A version of the questionnaire; a response keeps the number of the one it answered."""

    name: str
    version: int
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section of this name, where there is one."""
        return next((section for section in self.sections if section.key == key), None)


@cache
def current() -> Questionnaire:
    """The version that is answered now."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    lists = {name: tuple(_entries(entries)) for name, entries in data["lists"].items()}
    sections = tuple(
        Section(part["key"], part["title"], tuple(_item(item, lists) for item in part["items"]))
        for part in data["sections"]
    )
    return Questionnaire(data["name"], data["version"], sections)


def _item(data: Mapping[str, Any], lists: Mapping[str, tuple[tuple[str, str], ...]]) -> Item:
    return Item(
        key=data["key"],
        element=data["element"],
        many=data["type"] == "many",
        text=data["text"],
        text_proxy=data["text_proxy"],
        values=lists[data["values"]],
    )


def _entries(entries: list[Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for entry in entries:
        if isinstance(entry, list):
            found.append((entry[0], entry[1]))
        else:
            years = range(entry["from"], entry["to"] + 1)
            found.extend((str(age), "1 year" if age == 1 else f"{age} years") for age in years)
    return found

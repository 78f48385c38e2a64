"""The screening answers in words, for the page that shows them all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from communities.conditions.models import Condition
from registry.enrollment import places, steps
from registry.enrollment.states import AffectedStatus, Channel, Subject


@dataclass(frozen=True)
class Row:
    """One answer: the question in short, the answer, and the page that changes it."""

    label: str
    text: str
    screen: str


_LABELS = {
    "who": "Who it is for",
    "condition": "Condition",
    "known": "How you know",
    "name": "Full name",
    "born": "Date of birth",
    "country": "Country",
    "region": "State or region",
    "contact": "How to reach you",
}


def rows(answers: steps.Answers) -> list[Row]:
    """One row for each question that applies."""
    return [
        Row(_LABELS[screen.name], _text(screen.name, answers), screen.name)
        for screen in steps.applicable(answers)
    ]


def _text(name: str, answers: steps.Answers) -> str:
    said = _SAID.get(name)
    return said(answers) if said else answers[name]


def _condition(key: str) -> str:
    if key == steps.UNDIAGNOSED:
        return "There is no diagnosis yet"
    found = Condition.objects.filter(key=key).first()
    return found.name if found else key


def _contact(answers: steps.Answers) -> str:
    parts = [str(Channel(answers["channel"]).label), answers.get("phone", "")]
    if answers.get("phone") and answers.get("may_leave_message") == "yes":
        parts.append("you may leave a message")
    parts.append(" ".join(answers.get("address", "").split()))
    return ", ".join(part for part in parts if part)


def _day(answers: steps.Answers) -> str:
    born = date.fromisoformat(answers["date_of_birth"])
    return f"{born.day} {born:%B %Y}"


_SAID: dict[str, Callable[[steps.Answers], str]] = {
    "who": lambda answers: str(Subject(answers["subject"]).label),
    "condition": lambda answers: _condition(answers["condition"]),
    "known": lambda answers: str(AffectedStatus(answers["affected_status"]).label),
    "born": _day,
    "country": lambda answers: places.name(answers["country"]),
    "contact": _contact,
}

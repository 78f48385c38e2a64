"""Reading the answers of the screening: each is checked by itself, and put into one spelling."""

import json
from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from accounts import places
from communities.conditions.models import Condition
from rareshare.lib import clock
from rareshare.lib.errors import DomainError, Invalid
from rareshare.lib.text import clean_line, clean_text
from registry.enrollment import ages, steps
from registry.enrollment.models import Screening
from registry.enrollment.states import AffectedStatus, Channel, Subject

YES, NO = "yes", "no"


class _YesNo(StrEnum):
    YES = YES
    NO = NO


_CHOICES: dict[str, type[StrEnum] | type[Subject] | type[Channel] | type[AffectedStatus]] = {
    "subject": Subject,
    "affected_status": AffectedStatus,
    "channel": Channel,
    "may_leave_message": _YesNo,
}
_LINES = {"name": 150, "region": 60, "phone": 40}


def checked(given: Mapping[str, str]) -> dict[str, str]:
    """The answers in one spelling; every wrong one is named at its field, unknown ones as well."""
    found: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name, value in given.items():
        try:
            found[name] = _one(name, value)
        except DomainError as error:
            wrong[name[:40]] = error.detail
    if wrong:
        raise Invalid(wrong)
    return found


def saved(screening: Screening) -> dict[str, str]:
    """The answers as they were saved."""
    return dict(json.loads(screening.answers or "{}"))


def parsed_date(value: str, field: str) -> date:
    """A date as YYYY-MM-DD; 31 February and the like are refused."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else _not_a_date(field)
    except ValueError:
        return _not_a_date(field)


def _not_a_date(field: str) -> date:
    raise Invalid("Date of birth must be a real date, such as 27 3 1970.", field=field)


def _one(name: str, value: str) -> str:
    if name not in steps.FIELDS:
        raise Invalid("There is no such question.", field=name)
    if value == "":
        return ""
    if name in _CHOICES:
        if value not in list(_CHOICES[name]):
            raise Invalid("Choose one answer.", field=name)
        return value
    return _free(name, value)


def _free(name: str, value: str) -> str:
    if name in _LINES:
        return _line(name, value)
    if name == "address":
        return clean_text(value, name, limit=500)
    if name == "country":
        return places.checked_country(clean_line(value, name, limit=2))
    if name == "condition":
        return _condition(clean_line(value, name, limit=20))
    return _birth_date(clean_line(value, name, limit=10))


def _line(name: str, value: str) -> str:
    line = clean_line(value, name, limit=_LINES[name])
    if name == "phone" and sum(character.isdigit() for character in line) < 5:
        raise Invalid("Enter a phone number with its country code, such as +1 605 555 0100.")
    if name == "name" and not any(character.isalpha() for character in line):
        raise Invalid("Enter the full name.")
    return line


def _condition(key: str) -> str:
    if key != steps.UNDIAGNOSED and not Condition.objects.active().filter(key=key).exists():
        raise Invalid("Choose a condition from the list.")
    return key


def _birth_date(value: str) -> str:
    born = parsed_date(value, "date_of_birth")
    if problem := ages.problem_with(born, clock.today()):
        raise Invalid(problem)
    return born.isoformat()

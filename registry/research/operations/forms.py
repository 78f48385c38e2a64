"""What an application says: cleaning each field, and what must be there before it is sent."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from rareshare.lib import clock
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line, clean_text
from registry.research.models import Application
from registry.research.states import Ask, Purpose

LINES = {"title": 200, "ethics_number": 120}
TEXTS = {
    "lay_summary": 3_000,
    "data_asked": 3_000,
    "what_you_do": 2_000,
    "cost_and_pay": 1_000,
    "risks": 2_000,
}
CHOICES = {"ask": Ask.values, "purpose": Purpose.values}
DATES = ("ethics_expires_on", "ends_on")
LONGEST = timedelta(days=5 * 366)
_MISSING = {
    "title": "Give the study a name.",
    "lay_summary": "Describe the study in plain words.",
    "purpose": "Choose what it is for.",
    "data_asked": "Say what you ask for, and why.",
    "ethics_number": "Enter the number of the ethics approval.",
    "ethics_expires_on": "Enter the day on which the ethics approval ends.",
    "ends_on": "Enter the last day of the study.",
}
_MISSING_FOR_CONTACT = {
    "what_you_do": "Say what a participant would do.",
    "cost_and_pay": "Say what it costs or pays. Write 'none' where it does not.",
    "risks": "Say what could go wrong.",
}


def cleaned(values: Mapping[str, Any]) -> dict[str, Any]:
    """The known fields, each in its one spelling; Invalid names every field that is wrong."""
    good: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, value in values.items():
        try:
            good[name] = _field(name, value)
        except Invalid as error:
            problems.update(error.fields or {name: error.detail})
    if problems:
        raise Invalid(problems)
    return good


def check_complete(application: Application) -> None:
    """Everything that the board needs is there, and the days make sense."""
    needed = dict(_MISSING)
    if application.ask in {Ask.CONTACT, Ask.BOTH}:
        needed.update(_MISSING_FOR_CONTACT)
    problems = {name: text for name, text in needed.items() if not getattr(application, name)}
    problems |= _wrong_days(application)
    if problems:
        raise Invalid(problems)


def _wrong_days(application: Application) -> dict[str, str]:
    today, ethics, ends = clock.today(), application.ethics_expires_on, application.ends_on
    problems = {}
    if ethics and ethics <= today:
        problems["ethics_expires_on"] = "The ethics approval must still be valid."
    if ends and ends <= today:
        problems["ends_on"] = "The last day must be in the future."
    elif ends and ends > today + LONGEST:
        problems["ends_on"] = "The last day can be at most 5 years away."
    return problems


def _field(name: str, value: Any) -> Any:
    if name in CHOICES:
        return _choice(name, value)
    if name in DATES:
        if value is not None and not isinstance(value, date):
            raise Invalid("Enter a date.", field=name)
        return value
    limit = LINES.get(name) or TEXTS.get(name)
    if limit is None:
        raise Invalid("An application has no such field.", field=name)
    clean: Callable[..., str] = clean_line if name in LINES else clean_text
    return clean(value or "", name, limit=limit)


def _choice(name: str, value: Any) -> str:
    if value and value not in CHOICES[name]:
        raise Invalid("Choose one from the list.", field=name)
    if name == "ask" and not value:
        raise Invalid("Choose what you ask for.", field=name)
    return str(value or "")

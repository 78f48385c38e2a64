"""The screening questions: their order, which of them apply, and what is still open. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts import places
from registry.enrollment.states import AffectedStatus, Channel, Subject

UNDIAGNOSED = "undiagnosed"


@dataclass(frozen=True)
class Screen:
    """One question on a page of its own, and the answers it asks for."""

    name: str
    title: str
    fields: tuple[str, ...]
    required: tuple[str, ...]


SCREENS = (
    Screen("who", "Who is this for?", ("subject",), ("subject",)),
    Screen("condition", "Which condition is it?", ("condition",), ("condition",)),
    Screen("known", "How do you know?", ("affected_status",), ("affected_status",)),
    Screen("name", "What is the full name?", ("name",), ("name",)),
    Screen("born", "What is the date of birth?", ("date_of_birth",), ("date_of_birth",)),
    Screen("country", "Which country do you live in?", ("country",), ("country",)),
    Screen("region", "Which state or region?", ("region",), ("region",)),
    Screen(
        "contact",
        "How may we reach you?",
        ("channel", "phone", "address", "may_leave_message"),
        ("channel",),
    ),
)
FIELDS = tuple(field for screen in SCREENS for field in screen.fields)
BY_NAME = {screen.name: screen for screen in SCREENS}
_EXTRA = {Channel.PHONE: "phone", Channel.POST: "address"}

Answers = Mapping[str, str]


def applicable(answers: Answers) -> list[Screen]:
    """The screens that apply to these answers, in order."""
    return [screen for screen in SCREENS if _applies(screen.name, answers)]


def open_screens(answers: Answers) -> list[Screen]:
    """The screens that still lack an answer, in order."""
    return [screen for screen in applicable(answers) if _lacks(screen, answers)]


def after(name: str, answers: Answers) -> Screen | None:
    """The screen behind another one; None behind the last."""
    names = [screen.name for screen in applicable(answers)]
    rest = names[names.index(name) + 1 :] if name in names else names
    return BY_NAME[rest[0]] if rest else None


def before(name: str, answers: Answers) -> Screen | None:
    """The screen in front of another one; None in front of the first."""
    names = [screen.name for screen in applicable(answers)]
    place = names.index(name) if name in names else 0
    return BY_NAME[names[place - 1]] if place else None


def tidy(answers: Answers) -> dict[str, str]:
    """Without answers that other answers made pointless, such as a region of another country."""
    kept = dict(answers)
    if kept.get("condition") == UNDIAGNOSED:
        kept["affected_status"] = AffectedStatus.UNDIAGNOSED
    elif kept.get("affected_status") == AffectedStatus.UNDIAGNOSED:
        kept.pop("affected_status")
    if kept.get("region", "") not in places.states(kept.get("country", "")):
        kept.pop("region", None)
    return kept


def whose(answers: Answers) -> Subject:
    """For whom the answers are given; until that is known, for oneself."""
    return Subject(answers.get("subject") or Subject.SELF)


def _applies(name: str, answers: Answers) -> bool:
    if name == "known":
        return answers.get("condition") != UNDIAGNOSED
    if name == "region":
        return bool(places.states(answers.get("country", "")))
    return True


def _lacks(screen: Screen, answers: Answers) -> bool:
    needed = list(screen.required)
    if screen.name == "contact" and (extra := _EXTRA.get(Channel(answers.get("channel", "email")))):
        needed.append(extra)
    return any(not answers.get(name) for name in needed)

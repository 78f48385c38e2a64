"""Birthdays, age bands and the days on which consent changes; pure functions of dates."""

from datetime import date

from registry.enrollment.states import AgeClass

ASSENT_AGE = 7
TEEN_AGE = 13
OLDEST = 125


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age. Born on 29 February: 28 February in other years, so
    that a guardian's consent never counts a day too long."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 2, 28)


def age_class(born: date, majority: int, on: date) -> AgeClass:
    """The age band on a day."""
    if on >= birthday(born, majority):
        return AgeClass.ADULT
    if on >= birthday(born, TEEN_AGE):
        return AgeClass.FROM_13
    return AgeClass.FROM_7 if on >= birthday(born, ASSENT_AGE) else AgeClass.UNDER_7


def problem_with(born: date, on: date) -> str:
    """What is wrong with a birth date; empty where nothing is."""
    if born > on:
        return "Date of birth must be in the past."
    if on >= birthday(born, OLDEST):
        return "Check the year of birth. It is too long ago."
    return ""

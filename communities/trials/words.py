"""What the facts of a study mean, in plain words. A word that nobody explained is shown as it
came, so that nothing a source adds later is lost."""

from dataclasses import dataclass
from typing import Any

from django.utils.dates import MONTHS

from communities.trials.states import STATUS_WORDS

PHASES = {
    "EARLY_PHASE1": "Early phase 1: a first, very small test in people.",
    "PHASE1": "Phase 1: is it safe? A small group takes part.",
    "PHASE2": "Phase 2: does it help, and what are the side effects?",
    "PHASE3": "Phase 3: does it help more than what is used now? Many people take part.",
    "PHASE4": "Phase 4: it is in use. How does it do over a long time?",
}
KINDS = {
    "INTERVENTIONAL": "It tests a treatment or another kind of help.",
    "OBSERVATIONAL": "It watches how people do and changes nothing.",
    "EXPANDED_ACCESS": "A way to get a new treatment outside of a study.",
}
SEXES = {"ALL": "people of any sex", "FEMALE": "women and girls", "MALE": "men and boys"}
KM_PER_MILE = 1.609344


def status(code: str) -> str:
    """A status in plain words; one that we do not know as `status: …`."""
    if not code:
        return "Status not given"
    return STATUS_WORDS.get(code, f"status: {_soft(code)}")


def place(city: str, region: str, country: str) -> str:
    """A town with its state and country; a state of the same name as the town is left out."""
    parts = [city, "" if region == city else region, country]
    return ", ".join(part for part in parts if part)


def day(date: str) -> str:
    """A date of which only the year, or year and month, may be known."""
    parts = date.split("-")
    if len(parts) > 1:
        parts[1] = str(MONTHS[int(parts[1])])
    if len(parts) > 2:
        parts[2] = str(int(parts[2]))
    return " ".join(reversed(parts))


def distance(km: float, *, miles: bool = False) -> str:
    """A distance in whole kilometers or miles; a place in the same town is near."""
    number = round(km / KM_PER_MILE if miles else km)
    unit = "mile" if miles else "km"
    if number < 1:
        return "in this town"
    return f"about {number:,} {unit}{'s' if miles and number != 1 else ''} away"


@dataclass(frozen=True)
class TrialWords:
    """A study in plain words."""

    trial: Any

    @property
    def status(self) -> str:
        return status(self.trial.status)

    @property
    def was(self) -> str:
        """What it last did, where nobody knows what it does now."""
        return status(self.trial.last_known_status) if self.trial.last_known_status else ""

    @property
    def kind(self) -> str:
        if self.trial.patient_registry:
            return "A registry: it collects facts about people with an illness."
        code = self.trial.study_type
        return KINDS.get(code, f"Type: {_soft(code)}." if code else "")

    @property
    def phases(self) -> list[str]:
        """Each phase with what it asks; NA says that phases do not apply."""
        codes = [code for code in self.trial.phases if code != "NA"]
        return [PHASES.get(code, f"Phase: {_soft(code)}.") for code in codes]

    @property
    def what(self) -> str:
        """What kind of study it is, and its phases."""
        return " ".join(part for part in (self.kind, *self.phases) if part)

    @property
    def ages(self) -> str:
        least, most = self.trial.minimum_age.lower(), self.trial.maximum_age.lower()
        if least and most:
            return f"{least} to {most}"
        if least:
            return f"{least} or older"
        return f"{most} or younger" if most else "any age"

    @property
    def who(self) -> str:
        """Who may join, as far as the listing says it in fields."""
        sex = self.trial.sex
        people = SEXES.get(sex, f"sex: {_soft(sex)}") if sex else ""
        said = [people, self.ages] if people else [self.ages]
        if self.trial.healthy_volunteers:
            said.append("healthy people too")
        return ", ".join(said)

    @property
    def started(self) -> str:
        return day(self.trial.started)

    @property
    def ended(self) -> str:
        return day(self.trial.ended)

    @property
    def last_updated(self) -> str:
        return day(self.trial.last_updated)


def _soft(code: str) -> str:
    return code.replace("_", " ").lower()

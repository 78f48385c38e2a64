"""Deciding whether somebody can join, and making the participant."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.conditions.models import Condition
from rareshare.lib import clock
from rareshare.lib.crypto import blind_index
from rareshare.lib.errors import NotAllowed, NotFound, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import ages, permissions, places, queries, steps
from registry.enrollment.duplicates import person_index
from registry.enrollment.models import Actor, Identity, Minority, Participant, Screening
from registry.enrollment.operations.history import move_screening, record
from registry.enrollment.screening_answers import YES, parsed_date, saved
from registry.enrollment.states import (
    AUDIENCE_OF,
    AgeClass,
    Audience,
    Channel,
    Outcome,
    Relationship,
    ScreeningState,
    Subject,
)

_RELATIONSHIP = {
    Subject.SELF: Relationship.SELF,
    Subject.CHILD: Relationship.PARENT,
    Subject.REPRESENTED: Relationship.REPRESENTATIVE,
    Subject.DIED: Relationship.NEXT_OF_KIN,
}
_ASSENT_TEXT = {AgeClass.FROM_7: Audience.ASSENT_7_12, AgeClass.FROM_13: Audience.ASSENT_13_17}
_END = {Outcome.ELIGIBLE: ScreeningState.ELIGIBLE, Outcome.DUPLICATE: ScreeningState.DUPLICATE}


@dataclass(frozen=True)
class Facts:
    """The answers, with what follows from them."""

    answers: dict[str, str]
    whose: Subject
    born: date
    majority: int
    age_class: AgeClass

    @property
    def audience(self) -> Audience:
        """Whom the consent text must speak to."""
        return AUDIENCE_OF[self.whose]

    @property
    def person_index(self) -> str:
        """The keyed digest of name, birth date and country."""
        return person_index(self.answers["name"], self.born, self.answers["country"])


def submit_screening(screening: Screening, *, by: User) -> Screening:
    """Decide once all questions are answered. The same person (by keyed digest of name, birth date
    and country) is found without reading anybody's data, and the answer reveals nothing."""
    with transaction.atomic():
        screening = locked(screening)
        if not permissions.can_submit_screening(by, screening):
            raise NotAllowed
        if screening.expires_at <= clock.now():
            raise NotFound
        _refuse_unfinished(screening)
        facts = _facts(saved(screening))
        outcome = _outcome(facts, by)
        if outcome == Outcome.ELIGIBLE and (made := _make_participant(facts, by)) is not None:
            screening.participant = made
            screening.answers = "{}"  # they live in the identity now
        elif outcome == Outcome.ELIGIBLE:
            outcome = Outcome.DUPLICATE
        screening.outcome = outcome
        move_screening(screening, _END.get(outcome, ScreeningState.INELIGIBLE))
    return screening


def _refuse_unfinished(screening: Screening) -> None:
    if screening.state != ScreeningState.OPEN:
        raise WrongState("This was sent already. You can read the answer, or change an answer.")
    if open_ := steps.open_screens(saved(screening)):
        raise WrongState(f"One question is still open: {open_[0].title}")


def _facts(answers: dict[str, str]) -> Facts:
    born = parsed_date(answers["date_of_birth"], "date_of_birth")
    majority = places.age_of_majority(answers["country"], answers.get("region", ""))
    band = ages.age_class(born, majority, clock.today())
    return Facts(answers, steps.whose(answers), born, majority, band)


def _outcome(facts: Facts, by: User) -> Outcome:
    minor = facts.age_class != AgeClass.ADULT
    if facts.whose == Subject.CHILD and not minor:
        return Outcome.CHILD_OF_AGE
    if facts.whose != Subject.CHILD and minor:
        return Outcome.MINOR_ALONE
    texts = [facts.audience, *([_ASSENT_TEXT[band]] if (band := _asked(facts)) else [])]
    country = facts.answers["country"]
    if any(queries.published_version(text, country) is None for text in texts):
        return Outcome.NO_DOCUMENT
    if Identity.objects.filter(person_index=facts.person_index).exists():
        return Outcome.DUPLICATE
    own = Actor.objects.filter(user=by, relationship=Relationship.SELF, until=None)
    return Outcome.DUPLICATE if facts.whose == Subject.SELF and own.exists() else Outcome.ELIGIBLE


def _asked(facts: Facts) -> AgeClass | None:
    """The band in which a child is asked; none under 7 and for adults."""
    return facts.age_class if facts.age_class in _ASSENT_TEXT else None


def _make_participant(facts: Facts, by: User) -> Participant | None:
    """The rows of a new participant; None where somebody else made the same person meanwhile."""
    answers = facts.answers
    try:
        with transaction.atomic():
            participant = Participant.objects.create(
                condition=_condition(answers["condition"]),
                affected_status=answers["affected_status"],
                audience=facts.audience,
                age_class=facts.age_class,
                country=answers["country"],
                region=answers.get("region", ""),
                time_zone=places.time_zone(answers["country"], answers.get("region", "")),
            )
            Actor.objects.create(
                participant=participant, user=by, relationship=_RELATIONSHIP[facts.whose]
            )
            _make_identity(participant, facts, by)
    except IntegrityError:
        return None
    record(participant, "screened", actor=by, note=Outcome.ELIGIBLE)
    return participant


def _make_identity(participant: Participant, facts: Facts, by: User) -> None:
    answers = facts.answers
    Identity.objects.create(
        participant=participant,
        name=answers["name"],
        birth_date=facts.born.isoformat(),
        email=by.email,
        phone=answers.get("phone") or None,
        address=answers.get("address") or None,
        channel=Channel(answers["channel"]),
        may_leave_message=answers.get("may_leave_message") == YES,
        person_index=facts.person_index,
        email_index=blind_index("email", by.email),
    )
    if facts.whose == Subject.CHILD:
        Minority.objects.create(
            participant=participant,
            assent_from=ages.birthday(facts.born, ages.ASSENT_AGE),
            majority_on=ages.birthday(facts.born, facts.majority),
        )


def _condition(key: str) -> Condition | None:
    return None if key == steps.UNDIAGNOSED else Condition.objects.get(key=key)

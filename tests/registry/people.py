"""Participants for the tests: some walk the whole way in, crowds are written in one go."""

from datetime import date, timedelta

from accounts.models import User
from communities.conditions.models import Condition
from rareshare.home.demo import enrollment as demo
from rareshare.lib import clock
from registry.enrollment.models import (
    Actor,
    ConsentVersion,
    Identity,
    Participant,
    PermissionAnswer,
)
from registry.enrollment.states import Answer, Permission, Relationship, State

EVERYTHING = {Permission.DISCOVERY: "yes", Permission.CONTACT_STUDY: "yes"}


def make_condition(key: str = "T1", name: str = "Calciphylaxis") -> Condition:
    """A condition of the catalogue, without names and codes."""
    made, _ = Condition.objects.get_or_create(
        key=key,
        defaults={
            "slug": name.casefold().replace(" ", "-"),
            "name": name,
            "sort_name": name.casefold(),
            "letter": name[0].casefold(),
            "changed_at": clock.now(),
        },
    )
    return made


def join(
    user: User,
    condition: Condition,
    *,
    name: str = "",
    born: str = "1971-03-27",
    country: str = "US",
    region: str = "Texas",
    subject: str = "self",
    allow: dict[str, str] | None = None,
) -> Participant:
    """Somebody who joined by screening, consent and sharing; texts are published before."""
    answers = demo.Answers(
        name or f"{user.display_name} Test",
        born,
        country,
        region if country == "US" else "",
        subject=subject,
        allow=EVERYTHING if allow is None else allow,
    )
    return demo.enroll(user, answers, condition)


def crowd(
    condition: Condition,
    number: int,
    *,
    country: str = "DE",
    born: date = date(1970, 1, 1),
    allow: tuple[str, ...] = (Permission.DISCOVERY, Permission.CONTACT_STUDY),
    zone: str = "Europe/Berlin",
    recipient: User | None = None,
) -> list[Participant]:
    """Many participants at once, written as the operations would leave them."""
    version = ConsentVersion.objects.filter(document__audience="adult").latest("id")
    start = Participant.objects.count()
    people = Participant.objects.bulk_create(
        Participant(
            condition=condition,
            affected_status="diagnosed_clinical",
            audience="adult",
            age_class="adult",
            state=State.ENROLLED,
            country=country,
            time_zone=zone,
            consent_version=version,
            enrolled_at=clock.now(),
        )
        for _ in range(number)
    )
    Identity.objects.bulk_create(
        Identity(
            participant=person,
            name=f"Person {start + place}",
            birth_date=born.isoformat(),
            person_index=f"{start + place:064d}",
        )
        for place, person in enumerate(people)
    )
    users = [recipient or _account(start + place) for place in range(number)]
    User.objects.bulk_create([user for user in users if user.pk is None])
    Actor.objects.bulk_create(
        Actor(participant=person, user=user, relationship=Relationship.PARENT)
        for person, user in zip(people, users, strict=True)
    )
    PermissionAnswer.objects.bulk_create(
        PermissionAnswer(
            participant=person, code=code, answer=Answer.YES, wording="0" * 64, by=user
        )
        for person, user in zip(people, users, strict=True)
        for code in allow
    )
    return people


def in_a_year(days: int = 0) -> timedelta:
    """A year and some days from now."""
    return timedelta(days=366 + days)


def _account(number: int) -> User:
    name = f"Somebody {number}"
    return User(
        email=f"somebody{number}@demo.example", display_name=name, display_skeleton=name.casefold()
    )

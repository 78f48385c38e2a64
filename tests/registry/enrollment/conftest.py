"""A condition, published consent texts, and people who walk the way in."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from accounts.models import User
from communities.conditions.models import Condition
from rareshare.home.demo.cast import PASSWORD
from rareshare.lib import clock
from registry.enrollment import documents, operations, queries
from registry.enrollment.models import ConsentVersion, Participant, Screening
from registry.enrollment.signing import Signing
from registry.enrollment.texts import Approval
from tests.cast import Cast

ALMA = {
    "subject": "self",
    "affected_status": "diagnosed_clinical",
    "name": "Alma Reyes",
    "date_of_birth": "1971-03-27",
    "country": "US",
    "region": "Texas",
    "channel": "email",
}
CHILD = {**ALMA, "subject": "child", "name": "Rosa Reyes"}


def approval() -> Approval:
    """What an ethics board gave today, for a year."""
    today = clock.today()
    return Approval("Board of the tests", "TEST-1", today, today + timedelta(days=365))


def signing(participant: Participant, **changes: object) -> Signing:
    """A good signature under the current text, but for the changes."""
    return signing_of(queries.current_version(participant), **changes)


def signing_of(version: ConsentVersion, **changes: object) -> Signing:
    """A good signature under one text, but for the changes."""
    keys = frozenset(statement["key"] for statement in version.statements)
    good = {"sha256": version.sha256, "printed_name": "Alma Reyes", "statements": keys}
    return Signing(**{**good, "password": PASSWORD, **changes})


@pytest.fixture
def condition(db: None) -> Condition:
    """A condition of the catalogue."""
    made, _ = Condition.objects.get_or_create(
        key="T1",
        defaults={
            "slug": "calciphylaxis",
            "name": "Calciphylaxis",
            "sort_name": "calciphylaxis",
            "letter": "c",
            "changed_at": clock.now(),
        },
    )
    return made


@pytest.fixture
def texts(cast: Cast) -> dict[str, ConsentVersion]:
    """Every shipped consent text, published; by slug."""
    found = {}
    for source in documents.shipped():
        version = operations.draft_consent_version(source, by=None)
        found[source["slug"]] = operations.publish_consent_version(
            version, by=cast.emil, approval=approval()
        )
    return found


@pytest.fixture
def screen(condition: Condition, texts: object) -> Callable[..., Screening]:
    """`screen(user, country="DE")`: a finished and submitted screening."""

    def go(user: User, **changes: str) -> Screening:
        answers = {**ALMA, "condition": condition.key, **changes}
        started = operations.start_screening(by=user, answers=answers)
        return operations.submit_screening(started.screening, by=user)

    return go


@pytest.fixture
def eligible(screen: Callable[..., Screening]) -> Callable[..., Participant]:
    """`eligible(user)`: somebody who can join and has not signed."""

    def go(user: User, **changes: str) -> Participant:
        participant = screen(user, **changes).participant
        assert participant is not None
        return participant

    return go


@pytest.fixture
def consented(eligible: Callable[..., Participant]) -> Callable[..., Participant]:
    """`consented(user)`: somebody who signed."""

    def go(user: User, **changes: str) -> Participant:
        participant = eligible(user, **changes)
        return operations.sign_consent(participant, by=user, signing=signing(participant))

    return go


@pytest.fixture
def enrolled(consented: Callable[..., Participant]) -> Callable[..., Participant]:
    """`enrolled(user, allow={"discovery": "yes"})`: somebody who joined."""

    def go(user: User, allow: dict[str, str] | None = None, **changes: str) -> Participant:
        participant = consented(user, **changes)
        return operations.answer_permissions(participant, by=user, answers=allow or {})

    return go

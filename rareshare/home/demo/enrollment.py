"""The demo's registry: published consent texts, Alma, her child, and people with varied answers."""

from dataclasses import dataclass, field
from datetime import timedelta

from accounts import operations as accounts
from accounts.models import User
from communities.conditions.models import Condition
from rareshare.home.demo.cast import DOMAIN, PASSWORD, Cast
from rareshare.lib import clock
from registry.enrollment import documents, operations, queries, wording
from registry.enrollment.models import Participant
from registry.enrollment.signing import Signing
from registry.enrollment.states import Permission, VersionState
from registry.enrollment.texts import Approval

CONDITION = "calciphylaxis"


@dataclass(frozen=True)
class Answers:
    """Who enrolls and what they allow; codes that are not named are answered with no."""

    name: str
    born: str
    country: str
    region: str = ""
    known: str = "diagnosed_clinical"
    subject: str = "self"
    allow: dict[str, str] = field(default_factory=dict)


_SHARE: dict[str, str] = {
    Permission.DISCOVERY: "yes",
    Permission.SHARE_RESEARCH: "yes",
    Permission.SHARE_SCOPE: "hmb",
    Permission.SHARE_REGION: "worldwide",
}
_ALL: dict[str, str] = {**_SHARE, Permission.CONTACT_STUDY: "yes"}
_COUNT: dict[str, str] = {Permission.DISCOVERY: "yes"}
_PLACES = [("US", "Texas"), ("DE", ""), ("GB", ""), ("US", "Ohio"), ("NG", ""), ("IN", "")]
# Fourteen more people: most are counted, some share, some may be written to, some allow nothing.
_OTHERS: list[dict[str, str]] = [
    _ALL,
    _ALL,
    _SHARE,
    _COUNT,
    _ALL,
    _COUNT,
    _SHARE,
    _ALL,
    _COUNT,
    _ALL,
    _COUNT,
    _ALL,
    {},
    {},
]


def load(cast: Cast) -> None:
    """Publish the texts, then enroll whoever is not enrolled yet."""
    publish_texts(cast.emil)
    alma = Answers("Alma Reyes", "1971-03-27", "US", "Texas", allow=_ALL)
    if not queries.participants_of(cast.alma).exists():
        enroll(cast.alma, alma, condition())
    for number, allow in enumerate(_OTHERS, start=1):
        country, region = _PLACES[number % len(_PLACES)]
        born = f"{1948 + 3 * number}-0{1 + number % 9}-1{number % 10}"
        answers = Answers(f"Demo participant {number}", born, country, region, allow=allow)
        user = _account(number, country)
        if not queries.participants_of(user).exists():
            enroll(user, answers, condition())


def condition() -> Condition:
    """The condition that the demo is about."""
    return Condition.objects.active().get(slug=CONDITION)


def publish_texts(coordinator: User) -> None:
    """Publish every shipped text. The ethics board and its number are those of the demo, and the
    texts say so."""
    today = clock.today()
    approval = Approval(
        "the demo's ethics board (there is no such board)",
        "DEMO-0000, for demonstration only",
        today,
        today + timedelta(days=5 * 365),
    )
    for source in documents.shipped():
        version = operations.draft_consent_version(source, by=None)
        if version.state == VersionState.DRAFT:
            operations.publish_consent_version(version, by=coordinator, approval=approval)


def enroll(user: User, answers: Answers, about: Condition | None) -> Participant:
    """The whole way in, as anybody walks it: screening, consent, sharing."""
    given = {
        "subject": answers.subject,
        "condition": about.key if about else "undiagnosed",
        "affected_status": answers.known,
        "name": answers.name,
        "date_of_birth": answers.born,
        "country": answers.country,
        "region": answers.region,
        "channel": "email",
    }
    screening = operations.start_screening(by=user, answers=given).screening
    screening = operations.submit_screening(screening, by=user)
    participant = screening.participant
    if participant is None:
        raise RuntimeError(f"The demo's own screening was refused: {screening.outcome}.")
    version = queries.current_version(participant)
    statements = frozenset(statement["key"] for statement in version.statements)
    signing = Signing(version.sha256, answers.name, statements, signed_in_recently=True)
    participant = operations.sign_consent(participant, by=user, signing=signing)
    choices = {code: answers.allow.get(code, "no") for code in wording.questions()}
    return operations.answer_permissions(participant, by=user, answers=choices)


def _account(number: int, country: str) -> User:
    address = f"participant{number}@{DOMAIN}"
    found = User.objects.filter(email=address).first()
    if found is not None:
        return found
    name = f"Demo participant {number}"
    return accounts.register_user(address, PASSWORD, name, country=country)

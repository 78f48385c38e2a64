"""The one decision behind every use of a participant's data: as a verdict for one participant with
its reasons, and as a set for many. A property test holds the two forms equal."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from registry.enrollment.models import Minority, Participant, PermissionAnswer
from registry.enrollment.states import IN_USE, Answer, Permission, State


class Purpose(StrEnum):
    """What somebody wants to do with a participant's data."""

    COUNT = "count"
    SHARE = "share"
    CONTACT = "contact"
    REMIND = "remind"


# Reminding is part of being enrolled; everything else needs its own yes.
NEEDS: dict[Purpose, Permission | None] = {
    Purpose.COUNT: Permission.DISCOVERY,
    Purpose.SHARE: Permission.SHARE_RESEARCH,
    Purpose.CONTACT: Permission.CONTACT_STUDY,
    Purpose.REMIND: None,
}


class Reason(StrEnum):
    """Why a use is not allowed."""

    NOT_ENROLLED = "not enrolled"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    DECEASED = "deceased"
    CONSENT_LAPSED = "consent lapsed"
    ASSENT_MISSING = "assent missing"
    MAJORITY_PENDING = "own consent pending since coming of age"
    PERMISSION_ABSENT = "permission absent"


_BY_STATE = {
    State.PAUSED: Reason.PAUSED,
    State.WITHDRAWN: Reason.WITHDRAWN,
    State.DECEASED: Reason.DECEASED,
}


@dataclass(frozen=True)
class Verdict:
    """Allowed where no reason speaks against it."""

    reasons: tuple[Reason, ...] = ()

    @property
    def allowed(self) -> bool:
        """True where nothing speaks against the use."""
        return not self.reasons


def may(participant: Participant, purpose: Purpose, at: datetime) -> Verdict:
    """A use needs standing consent that has not lapsed, a child's assent from 7 years, one's own
    consent from majority, no pause, and the permission for this purpose."""
    if participant.state not in IN_USE:
        return Verdict((_BY_STATE.get(State(participant.state), Reason.NOT_ENROLLED),))
    reasons = [*_consent_reasons(participant, at)]
    needed = NEEDS[purpose]
    if needed and newest_answer(participant, needed) != Answer.YES:
        reasons.append(Reason.PERMISSION_ABSENT)
    return Verdict(tuple(reasons))


def allowing(purpose: Purpose, at: datetime) -> QuerySet[Participant]:
    """All participants whose data may be used for a purpose: the same rule as `may`, in SQL."""
    day = at.astimezone(UTC).date()
    ended = Minority.objects.filter(participant=OuterRef("pk")).filter(
        Q(majority_on__lte=day) | Q(assent_from__lte=day) & ~Q(assented=True) | Q(assented=False)
    )
    allowed = Participant.objects.filter(
        ~Exists(ended),
        Q(consent_version__usable_until=None) | Q(consent_version__usable_until__gt=at),
        state__in=IN_USE,
        consent_version__isnull=False,
    )
    if needed := NEEDS[purpose]:
        allowed = allowed.alias(newest=newest(needed)).filter(newest=Answer.YES)
    return allowed


def newest(code: Permission) -> Subquery:
    """The newest answer to one sharing question, for use inside a query on participants."""
    answers = PermissionAnswer.objects.filter(participant=OuterRef("pk"), code=code)
    return Subquery(answers.order_by(F("pk").desc()).values("answer")[:1])


def newest_answer(participant: Participant, code: Permission) -> str:
    """The answer of one participant that counts; never asked counts as unanswered."""
    answers = PermissionAnswer.objects.filter(participant=participant, code=code)
    found = answers.order_by("-pk").values_list("answer", flat=True).first()
    return found or Answer.UNANSWERED


def _consent_reasons(participant: Participant, at: datetime) -> list[Reason]:
    reasons: list[Reason] = []
    version = participant.consent_version
    if version is None or not version.carries_use(at):
        reasons.append(Reason.CONSENT_LAPSED)
    minority = Minority.objects.filter(participant=participant).first()
    if minority is not None:
        day = at.astimezone(UTC).date()
        if day >= minority.majority_on:
            reasons.append(Reason.MAJORITY_PENDING)
        if minority.assented is False or (day >= minority.assent_from and not minority.assented):
            reasons.append(Reason.ASSENT_MISSING)
    return reasons

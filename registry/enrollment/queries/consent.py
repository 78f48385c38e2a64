"""Consent texts, and the copies of what somebody decided."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rareshare.lib import clock
from rareshare.lib.errors import NotFound, WrongState
from registry.enrollment import ages
from registry.enrollment.models import ConsentRecord, ConsentVersion, Minority, Participant
from registry.enrollment.models.consent import ANYWHERE
from registry.enrollment.queries.participants import participant_by_reference
from registry.enrollment.states import Audience, VersionState


@dataclass(frozen=True)
class ConsentCopy:
    """What somebody signed or refused, with the name under it: everything a copy needs."""

    record: ConsentRecord
    version: ConsentVersion
    printed_name: str


def published_versions() -> QuerySet[ConsentVersion]:
    """The texts that can be signed now; public, so that anybody can read before deciding."""
    found = ConsentVersion.objects.filter(state=VersionState.PUBLISHED)
    return found.select_related("document").order_by("document__slug")


def published_version(
    audience: str, country: str, *, language: str = "en"
) -> ConsentVersion | None:
    """The text for an audience in a country: the country's own, else the one for everywhere."""
    fitting = published_versions().filter(
        document__audience=audience,
        document__language=language,
        document__jurisdiction__in=[country, ANYWHERE],
    )
    valid = fitting.filter(expires_on__gt=clock.today())
    return valid.order_by("-document__jurisdiction").first()


def current_version(participant: Participant) -> ConsentVersion:
    """The text that this participant's people sign now; 409 while the board's approval is over."""
    found = published_version(participant.audience, participant.country)
    if found is None:
        raise WrongState("There is no consent text to sign at this moment. Write to us.")
    return found


def is_current(participant: Participant) -> bool:
    """True where the newest text is the one that was signed."""
    newest = published_version(participant.audience, participant.country)
    return newest is None or newest.pk == participant.consent_version_id


def assent_version(participant: Participant) -> ConsentVersion:
    """The text in words for the child's age today. Bands follow the day on which the child may be
    asked, so no birth date is read."""
    minority = Minority.objects.filter(participant=participant).first()
    if minority is None:
        raise WrongState("Only a child is asked this.")
    teen = ages.birthday(minority.assent_from, ages.TEEN_AGE - ages.ASSENT_AGE)
    band = Audience.ASSENT_13_17 if clock.today() >= teen else Audience.ASSENT_7_12
    found = published_version(band, participant.country)
    if found is None:
        raise WrongState("There is no text for your child to read at this moment. Write to us.")
    return found


def consent_copies(viewer: Any, participant: Participant) -> list[ConsentCopy]:
    """Everything that was signed or refused for a participant, newest first."""
    return [_copy(record) for record in _records(viewer, participant).order_by("-pk")]


def consent_copy(viewer: Any, participant: Participant, pk: int) -> ConsentCopy:
    """One of these; it stays readable for ever."""
    record = _records(viewer, participant).filter(pk=pk).first()
    if record is None:
        raise NotFound
    return _copy(record)


def _records(viewer: Any, participant: Participant) -> QuerySet[ConsentRecord]:
    own = participant_by_reference(viewer, participant.reference)
    rows = ConsentRecord.objects.filter(participant=own)
    return rows.select_related("version__document", "signature", "participant")


def _copy(record: ConsentRecord) -> ConsentCopy:
    signature = getattr(record, "signature", None)
    return ConsentCopy(record, record.version, signature.printed_name if signature else "")

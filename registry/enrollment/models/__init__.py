"""The nouns of enrollment: participants and their people, screenings, consent, permissions."""

from registry.enrollment.models.consent import (
    CheckResult,
    ConsentDocument,
    ConsentRecord,
    ConsentVersion,
    Signature,
)
from registry.enrollment.models.participant import (
    Actor,
    Identity,
    Minority,
    Participant,
    ParticipantEvent,
)
from registry.enrollment.models.permission import PermissionAnswer
from registry.enrollment.models.screening import Screening

__all__ = [
    "Actor",
    "CheckResult",
    "ConsentDocument",
    "ConsentRecord",
    "ConsentVersion",
    "Identity",
    "Minority",
    "Participant",
    "ParticipantEvent",
    "PermissionAnswer",
    "Screening",
    "Signature",
]

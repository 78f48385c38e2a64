"""What can be read in enrollment, and by whom."""

from registry.enrollment.queries.consent import (
    ConsentCopy,
    assent_version,
    consent_copies,
    consent_copy,
    current_version,
    is_current,
    published_version,
    published_versions,
)
from registry.enrollment.queries.participants import (
    ERASURE,
    Disclosure,
    disclosures,
    enrolled_participants,
    erasure_requested_at,
    erasure_requests,
    next_step,
    participant_by_reference,
    participant_for_desk,
    participants_of,
)
from registry.enrollment.queries.screenings import (
    finished_screening_of,
    open_screening_of,
    screening_by_id,
    screening_by_token,
)
from registry.enrollment.queries.sharing import (
    Sharing,
    answer_history,
    current_answers,
    sharing_of,
)

__all__ = [
    "ERASURE",
    "ConsentCopy",
    "Disclosure",
    "Sharing",
    "answer_history",
    "assent_version",
    "consent_copies",
    "consent_copy",
    "current_answers",
    "current_version",
    "disclosures",
    "enrolled_participants",
    "erasure_requested_at",
    "erasure_requests",
    "finished_screening_of",
    "is_current",
    "next_step",
    "open_screening_of",
    "participant_by_reference",
    "participant_for_desk",
    "participants_of",
    "published_version",
    "published_versions",
    "screening_by_id",
    "screening_by_token",
    "sharing_of",
]

"""Every change in enrollment, from the first screening question to leaving."""

from registry.enrollment.operations.assent import answer_assent
from registry.enrollment.operations.consent import refuse_consent, sign_consent
from registry.enrollment.operations.leaving import (
    pause_enrollment,
    record_death,
    request_erasure,
    resume_enrollment,
    withdraw_enrollment,
)
from registry.enrollment.operations.people import (
    confirm_information,
    disclose_contact,
    open_identity,
)
from registry.enrollment.operations.screening import (
    answer_screening,
    claim_screening,
    forget_screenings,
    start_screening,
)
from registry.enrollment.operations.sharing import answer_permissions, change_permissions
from registry.enrollment.operations.submission import submit_screening
from registry.enrollment.operations.versions import (
    draft_consent_version,
    note_check,
    publish_consent_version,
)

__all__ = [
    "answer_assent",
    "answer_permissions",
    "answer_screening",
    "change_permissions",
    "claim_screening",
    "confirm_information",
    "disclose_contact",
    "draft_consent_version",
    "forget_screenings",
    "note_check",
    "open_identity",
    "pause_enrollment",
    "publish_consent_version",
    "record_death",
    "refuse_consent",
    "request_erasure",
    "resume_enrollment",
    "sign_consent",
    "start_screening",
    "submit_screening",
    "withdraw_enrollment",
]

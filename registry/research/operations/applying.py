"""A researcher applies: drafts, sends, takes back, and signs after an approval."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from communities.conditions.models import Condition
from rareshare.lib import clock, ledger
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, Stale, WrongState
from rareshare.lib.locks import locked
from rareshare.lib.text import clean_line
from registry.research import emails, permissions, queries, texts
from registry.research.models import Agreement, Application, ConflictOfInterest, Inquiry
from registry.research.operations import forms, history
from registry.research.states import (
    AGREEABLE,
    EDITABLE,
    ApplicationState,
    InquiryState,
)


def start_application(
    *, by: User, condition: Condition, values: Mapping[str, Any], inquiry: Inquiry | None = None
) -> Application:
    """Begin a draft, seen by nobody else. Only researchers who accepted the rules."""
    good = forms.cleaned(values)
    if not good.get("title"):
        raise Invalid("Give the study a name.", field="title")
    with transaction.atomic():
        if not permissions.can_start_application(by):
            raise NotAllowed("Only verified researchers can apply.")
        researcher = queries.researcher_of(by)
        if researcher is None:
            raise NotAllowed("First say where you work, and accept the rules for researchers.")
        if inquiry is not None:
            inquiry = _convert(inquiry, by)
        application = Application(
            applicant=by,
            condition=condition,
            inquiry=inquiry,
            institution=researcher.institution,
            version=0,
            **good,
        )
        history.note_application(application, "application_started", by=by)
    return application


def edit_application(
    application: Application, *, by: User, values: Mapping[str, Any], version: int
) -> Application:
    """Change a draft, or what was sent back. `version` is the one that was read: where it moved on
    meanwhile, nothing is overwritten."""
    good = forms.cleaned(values)
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_edit_application(by, application):
            raise _why_not_editable(application, by)
        if application.version != version:
            raise Stale("It changed since you opened it. Look at it again.")
        for name, value in good.items():
            setattr(application, name, value)
        history.note_application(application, "application_edited", by=by)
    return application


def submit_application(application: Application, *, by: User) -> Application:
    """Send it to the board, complete; each sending is a new round. Members from the applicant's own
    institution are in conflict without having to say so."""
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_submit_application(by, application):
            raise NotAllowed("Only its researcher can send it.")
        if application.state not in EDITABLE:
            raise WrongState("It was sent already.")
        forms.check_complete(application)
        application.round += 1
        application.submitted_at = clock.now()
        history.move_application(
            application, ApplicationState.SUBMITTED, "application_submitted", by=by
        )
        _note_conflicts(application)
        history.move_application(
            application, ApplicationState.BOARD_REVIEW, "board_review_opened", by=None
        )
        emails.tell_application_submitted(application, queries.free_members(application))
    return application


def withdraw_application(application: Application, *, by: User) -> Application:
    """Take it back, at any time before it is active."""
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_withdraw_application(by, application):
            raise NotAllowed("Only its researcher can take it back.")
        history.move_application(
            application, ApplicationState.WITHDRAWN, "application_withdrawn", by=by
        )
    return application


def sign_agreement(
    application: Application, *, by: User, printed_name: str, sha256: str
) -> Agreement:
    """Sign the rules of use, bound to the hash of the text that was shown. The study is active from
    here on; before it, nothing is passed on."""
    printed_name = clean_line(printed_name, "printed_name")
    if not printed_name:
        raise Invalid("Enter your full name.", field="printed_name")
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_sign_agreement(by, application):
            raise NotAllowed("Only its researcher can sign.")
        if application.state not in AGREEABLE:
            raise WrongState("There is nothing to sign now. The board must approve it first.")
        if sha256 != texts.agreement().sha256:
            raise Conflict("The text has changed since you opened it. Read it again.")
        agreement = Agreement.objects.create(
            application=application, by=by, printed_name=printed_name, text_sha256=sha256
        )
        ledger.append(
            "research_agreement_signed",
            actor_id=by.pk,
            subject=f"application:{application.public_id}",
            facts={"sha256": sha256},
        )
        history.move_application(application, ApplicationState.ACTIVE, "agreement_signed", by=by)
        emails.tell_study_ready(application)
    return agreement


def _convert(inquiry: Inquiry, by: User) -> Inquiry:
    inquiry = locked(inquiry)
    if inquiry.by_id != by.pk:
        raise NotAllowed("This inquiry is somebody else's.")
    if inquiry.state != InquiryState.ANSWERED:
        raise WrongState("An application was made from this inquiry already.")
    history.move_inquiry(inquiry, InquiryState.CONVERTED)
    return inquiry


def _note_conflicts(application: Application) -> None:
    rows = [
        ConflictOfInterest(application=application, member_id=member, declared=False)
        for member in sorted(permissions.members_beside(application))
        if member != application.applicant_id
    ]
    ConflictOfInterest.objects.bulk_create(rows, ignore_conflicts=True)


def _why_not_editable(application: Application, by: User) -> NotAllowed | WrongState:
    if application.applicant_id != by.pk:
        return NotAllowed("Only its researcher can change it.")
    return WrongState("It was sent. It can be changed when the board sends it back.")

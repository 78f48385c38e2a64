"""Consent texts from draft to publication, and how well their words are understood."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, states
from rareshare.lib.crypto import digest
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.locks import locked
from registry.enrollment import permissions, texts
from registry.enrollment.models import CheckResult, ConsentDocument, ConsentVersion, Participant
from registry.enrollment.operations.history import move, move_version
from registry.enrollment.states import VERSION_MOVES, ChangeClass, State, VersionState
from registry.enrollment.texts import Approval

GRACE = timedelta(days=90)


def draft_consent_version(source: Mapping[str, Any], *, by: User | None) -> ConsentVersion:
    """Make or refresh the draft that a file describes; a version that was published stays as it
    is, whatever the file says."""
    if not permissions.can_draft_consent_version(by):
        raise NotAllowed
    place = {name: source[name] for name in ("audience", "jurisdiction", "language", "title")}
    with transaction.atomic():
        document, _ = ConsentDocument.objects.update_or_create(slug=source["slug"], defaults=place)
        version = ConsentVersion.objects.filter(document=document, number=source["number"]).first()
        version = version or ConsentVersion(document=document, number=source["number"])
        if version.state == VersionState.DRAFT:
            version.sections, version.checks = source["sections"], source.get("checks", [])
            version.statements = source["statements"]
            version.change_class, version.changes = source["change_class"], source["changes"]
            version.save()
    return version


def publish_consent_version(
    version: ConsentVersion, *, by: User, approval: Approval
) -> ConsentVersion:
    """Publish what the ethics board approved. Refused while an element that 45 CFR 46.116 requires
    is missing, or the approval is not valid today. A material change asks everybody again, and
    signatures under the older version carry no use after 90 days."""
    with transaction.atomic():
        version = locked(version)
        document = locked(version.document)
        if not permissions.can_publish_consent_version(by, version):
            raise NotAllowed
        states.check(VERSION_MOVES, version.state, VersionState.PUBLISHED)
        _refuse_unfit(version, approval)
        _supersede(version, by)
        facts = texts.facts_of(approval, _contact())
        version.text = texts.canonical(document.title, version.number, version.sections, facts)
        version.sha256 = digest(version.text)
        version.ethics_number, version.published_at = approval.number, clock.now()
        version.approved_on, version.expires_on = approval.approved_on, approval.expires_on
        move_version(version, VersionState.PUBLISHED, actor=by)
    return version


def note_check(version: ConsentVersion, question: int, *, by: User, right: bool) -> None:
    """Note whether the words were understood at first, without a name: it checks the words."""
    if not permissions.can_note_check(by, version):
        raise NotAllowed
    CheckResult.objects.create(version=version, question=question, right=right)


def _refuse_unfit(version: ConsentVersion, approval: Approval) -> None:
    missing = texts.missing_elements(version.document.audience, version.sections)
    if missing:
        raise Invalid(f"Required elements are missing: {', '.join(missing)}.", field="sections")
    if not version.statements:
        raise Invalid("There is nothing to sign.", field="statements")
    if not approval.number.strip() or not approval.board.strip():
        raise Invalid("Give the ethics board and its number.", field="ethics_number")
    if not approval.approved_on <= clock.today() < approval.expires_on:
        raise Invalid("The approval is not valid today.", field="expires_on")


def _supersede(version: ConsentVersion, by: User) -> None:
    older = ConsentVersion.objects.select_for_update().filter(
        document=version.document, state=VersionState.PUBLISHED
    )
    now = clock.now()
    for old in older:
        old.superseded_at = now
        move_version(old, VersionState.SUPERSEDED, actor=by)
    if version.change_class == ChangeClass.MATERIAL:
        _ask_again(version, by)


def _ask_again(version: ConsentVersion, by: User) -> None:
    earlier = ConsentVersion.objects.filter(document=version.document, usable_until=None)
    end = clock.now() + GRACE
    earlier.exclude(pk=version.pk).exclude(state=VersionState.DRAFT).update(usable_until=end)
    joined = Participant.objects.select_for_update().filter(
        state=State.ENROLLED, consent_version__document=version.document
    )
    for participant in joined:
        move(participant, State.RECONSENT_REQUIRED, "asked_again", actor=by)


def _contact() -> str:
    return " or ".join(part for part in (settings.CONTACT_EMAIL, settings.CONTACT_PHONE) if part)

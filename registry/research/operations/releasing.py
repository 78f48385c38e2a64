"""The participant alone decides; only a yes in effect tells a researcher anything."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.models import User
from rareshare.lib import clock, ledger, reads
from rareshare.lib.errors import Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment import use
from registry.enrollment.models import Participant
from registry.enrollment.states import IN_USE
from registry.research import permissions, queries
from registry.research.models import Application, Invitation, Release
from registry.research.operations import history
from registry.research.states import ApplicationState, CampaignState, InvitationState

ASK_AGAIN_AFTER = timedelta(days=91)
ANSWERS = (InvitationState.YES, InvitationState.NOT_NOW, InvitationState.NO)


def answer_invitation(
    invitation: Invitation, *, by: User, answer: str, hand_over_now: bool = False
) -> Invitation:
    """Say yes, not now or no, and change it until the study closes. A yes takes effect at noon of
    the next day, unless the person wants it at once; taken back before, nobody learned of it. No
    reason is asked for, and neither staff nor the researcher see who said no."""
    if answer not in ANSWERS:
        raise Invalid("Choose one answer.", field="answer")
    with transaction.atomic():
        invitation = locked(invitation)
        participant = locked(invitation.participant)
        if not permissions.can_answer_invitation(by, invitation):
            raise NotAllowed("Only those who act for this person can answer.")
        _refuse_unless_open(invitation)
        if participant.state not in IN_USE:
            raise WrongState("Somebody who has left the registry gets no studies.")
        if answer == InvitationState.YES:
            _refuse_unless_allowed(participant)
        _set_times(invitation, answer, ZoneInfo(participant.time_zone), hand_over_now)
        invitation.answered_by, invitation.answered_at = by, clock.now()
        if answer != invitation.state or answer == InvitationState.YES:
            history.move_invitation(invitation, answer, by=by)
        ledger.append(
            "study_answer",
            actor_id=by.pk,
            subject=participant.subject,
            facts={"invitation": invitation.public_id, "answer": answer},
        )
    return invitation


def open_contacts(application: Application, *, by: User) -> Sequence[Release]:
    """How to reach those whose yes stands at this moment, for the researcher of an active study.
    Each look is noted for the participant before anything is shown. Whoever took the permission
    back, or may not be contacted any more for another reason, is not shown again."""
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_open_contacts(by, application):
            raise NotAllowed("Only the researcher of the study sees this.")
        if application.state != ApplicationState.ACTIVE:
            raise WrongState("Nobody is asked before the board approved and you signed.")
        if not application.ends_on or application.ends_on < clock.today():
            raise WrongState("This study has ended. Contacts are not shown any more.")
        waiting = queries.contacts_waiting(application).filter(pk__in=_lock_answers(application))
        releases = [_release(invitation) for invitation in waiting]
        for release in releases:
            reads.record(
                by,
                subject=release.invitation.participant.subject,
                fields=["e-mail"],
                purpose="study",
                reason=f"You said yes to study {application.pk}.",
            )
    return releases


def _lock_answers(application: Application) -> list[int]:
    """Whoever takes an answer or a permission back at this moment is either waited for, or waits
    until this look is noted. What is shown is read after the locks."""
    said_yes = Invitation.objects.filter(
        campaign__application=application, state=InvitationState.YES
    )
    rows = said_yes.select_related("participant").order_by("pk")
    return [one.pk for one in rows.select_for_update(of=("self", "participant"))]


def _release(invitation: Invitation) -> Release:
    """The address of the one who said yes, as it was when the researcher could first see it."""
    person = invitation.answered_by
    if person is None:
        raise WrongState("Nobody answered this invitation.")
    found = Release.objects.select_related("invitation__participant")
    if (release := found.filter(invitation=invitation, person=person).first()) is not None:
        return release
    entry = ledger.append(
        "contact_released",
        actor_id=person.pk,
        subject=invitation.participant.subject,
        facts={"invitation": invitation.public_id, "fields": "e-mail"},
    )
    return Release.objects.create(
        invitation=invitation,
        person=person,
        email=person.email,
        at=entry.at,
        ledger_seq=entry.seq,
    )


def _refuse_unless_open(invitation: Invitation) -> None:
    campaign = invitation.campaign
    if campaign.state != CampaignState.OPEN or campaign.answer_by < clock.today():
        raise WrongState("This study takes no more answers. You do not have to do anything.")


def _refuse_unless_allowed(participant: Participant) -> None:
    """A yes that could never take effect would be a promise that nobody keeps."""
    verdict = use.may(participant, use.Purpose.CONTACT, clock.now())
    if use.Reason.PERMISSION_ABSENT in verdict.reasons:
        raise WrongState('First say yes to "Tell me about studies" on your sharing page.')
    if not verdict.allowed:
        raise WrongState("A yes needs a consent that stands. Your registry page says what is next.")


def _set_times(invitation: Invitation, answer: str, zone: ZoneInfo, hand_over_now: bool) -> None:
    now = clock.now()
    if answer != InvitationState.YES:
        invitation.effective_at = None
        later = answer == InvitationState.NOT_NOW
        invitation.ask_again_on = (now + ASK_AGAIN_AFTER).date() if later else None
        return
    effective = now if hand_over_now else next_noon(now, zone)
    # Saying yes again never puts off what is in effect; a yes that fell begins anew.
    before = invitation.effective_at if queries.yes_stands(invitation) else None
    invitation.effective_at = min(before or effective, effective)
    invitation.ask_again_on = None


def next_noon(now: datetime, zone: ZoneInfo) -> datetime:
    """12:00 local time on the day after `now`, as an instant in UTC."""
    tomorrow: date = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(12), tzinfo=zone).astimezone(UTC)

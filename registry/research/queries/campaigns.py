"""Campaigns for staff, ranges for researchers, invitations for those who got them."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet

from accounts.models import User
from rareshare.lib import clock
from rareshare.lib.errors import NotFound
from registry.enrollment import queries as enrollment
from registry.enrollment import use
from registry.enrollment.models import Actor, Participant, PermissionAnswer
from registry.enrollment.states import Answer, Permission
from registry.research import permissions
from registry.research.models import Application, Campaign, Invitation
from registry.research.states import CampaignState, InvitationState

MOST_A_YEAR = 4
YEAR = timedelta(days=365)


def campaigns_for_desk(viewer: Any) -> QuerySet[Campaign]:
    """All campaigns, for registry staff."""
    if not permissions.is_coordinator(viewer):
        return Campaign.objects.none()
    return _campaigns()


def campaign_for(viewer: Any, public_id: str) -> Campaign:
    """One campaign, for registry staff and for the researcher of the study; else NotFound."""
    found = _campaigns().filter(public_id=public_id).first()
    own = found is not None and found.application.applicant_id == viewer.pk
    if found is None or not (own or permissions.is_coordinator(viewer)):
        raise NotFound
    return found


def campaigns_of_study(application: Application) -> QuerySet[Campaign]:
    """The campaigns of one study."""
    return _campaigns().filter(application=application)


def possible_cohort(application: Application, at: datetime) -> QuerySet[Participant]:
    """Who can be written to about a study: they allow contact, have its condition, did not decline
    or put off this study, and got fewer than four invitations in a year."""
    mine = Invitation.objects.filter(participant=OuterRef("pk"), campaign__application=application)
    declined = mine.filter(state=InvitationState.NO)
    put_off = mine.filter(state=InvitationState.NOT_NOW, ask_again_on__gt=at.date())
    said_yes = mine.filter(state=InvitationState.YES)
    weary = (
        Invitation.objects.filter(participant=OuterRef("pk"), invited_at__gt=at - YEAR)
        .order_by()
        .values("participant")
        .annotate(number=Count("pk"))
        .filter(number__gte=MOST_A_YEAR)
    )
    return use.allowing(use.Purpose.CONTACT, at).filter(
        ~Exists(declined),
        ~Exists(put_off),
        ~Exists(said_yes),
        ~Exists(weary),
        condition=application.condition_id,
    )


def invitations_of(viewer: User) -> QuerySet[Invitation]:
    """Invitations to those for whom the viewer acts, newest first, from the day they were sent."""
    people = enrollment.participants_of(viewer)
    return (
        Invitation.objects.filter(
            participant__in=people.values("pk"),
            campaign__state__in=[CampaignState.OPEN, CampaignState.CLOSED],
        )
        .select_related("campaign__application", "participant")
        .order_by("-id")
    )


def invitation_for(viewer: User, public_id: str) -> Invitation:
    """One of those; for everybody else there is none."""
    found = invitations_of(viewer).filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def contacts_waiting(application: Application) -> QuerySet[Invitation]:
    """Invitations whose yes is in effect and still stands: the only ones a researcher learns of."""
    now = clock.now()
    return (
        _standing(now)
        .filter(effective_at__lte=now, campaign__application=application)
        .select_related("participant", "answered_by", "campaign")
        .order_by("public_id")
    )


def yes_stands(invitation: Invitation) -> bool:
    """True while a yes counts, in effect or waiting for it."""
    return _standing(clock.now()).filter(pk=invitation.pk).exists()


def _standing(at: datetime) -> QuerySet[Invitation]:
    """A yes stands while contact may be used at this moment, and the one who said it acts for the
    participant. Whoever took contact back or left since then has to say yes anew."""
    acting = Actor.objects.filter(
        participant=OuterRef("participant"),
        user=OuterRef("answered_by"),
        user__is_active=True,
        until=None,
    )
    taken_back = PermissionAnswer.objects.filter(
        participant=OuterRef("participant"),
        code=Permission.CONTACT_STUDY,
        at__gt=OuterRef("answered_at"),
    ).exclude(answer=Answer.YES)
    return Invitation.objects.filter(
        Exists(acting),
        ~Exists(taken_back),
        state=InvitationState.YES,
        answered_at__gte=F("participant__enrolled_at"),
        participant__in=use.allowing(use.Purpose.CONTACT, at),
    )


def _campaigns() -> QuerySet[Campaign]:
    return Campaign.objects.select_related("application__condition", "application__applicant")

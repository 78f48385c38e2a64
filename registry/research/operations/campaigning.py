"""Registry staff write to participants on behalf of an approved study."""

from datetime import date, datetime, timedelta

from django.db import IntegrityError, connection, transaction

from accounts.models import User
from rareshare.lib import clock, letters
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked
from registry.enrollment.models import Actor
from registry.research import emails, permissions, queries, ranges
from registry.research.models import Application, Campaign, Invitation
from registry.research.operations import history
from registry.research.states import ApplicationState, Ask, CampaignState

_LOCK = 7_241_021  # any fixed number: cohorts are chosen one after another, so that caps hold
LEAST_TIME = timedelta(days=7)


def draft_campaign(application: Application, *, by: User, answer_by: date) -> Campaign:
    """Prepare the message of an active study; its words are those that the board approved. One
    running campaign per study."""
    with transaction.atomic():
        application = locked(application)
        if not permissions.can_draft_campaign(by, application):
            raise NotAllowed("Only registry staff write to participants.")
        _refuse_unless_running(application)
        if not clock.today() + LEAST_TIME <= answer_by <= (application.ends_on or answer_by):
            raise Invalid(
                "Give at least 7 days, and no more than the study lasts.", field="answer_by"
            )
        try:
            with transaction.atomic():
                campaign = Campaign(application=application, answer_by=answer_by)
                campaign.save()
        except IntegrityError as error:
            raise Conflict("This study has a running message already.") from error
    return campaign


def freeze_cohort(campaign: Campaign, *, by: User) -> Campaign:
    """Choose the people, once: those who allow contact, have the condition, did not decline this
    study and got fewer than four invitations in a year. The range is fixed with the first cohort of
    a study; later ones get none, because the difference would tell who said no."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        campaign = locked(campaign)
        if not permissions.can_freeze_cohort(by, campaign):
            raise NotAllowed("Only registry staff choose the people.")
        _refuse_unless_running(campaign.application)
        now = clock.now()
        invitations = _invitations(campaign, now)
        if not campaign.application.campaigns.exclude(frozen_at=None).exists():
            span = ranges.rule().bucket(len(invitations))
            campaign.invited_low, campaign.invited_high = span.low, span.high
        campaign.frozen_at = now
        history.move_campaign(campaign, CampaignState.FROZEN, "cohort_frozen", by=by)
        Invitation.objects.bulk_create(invitations)
    return campaign


def send_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """Send everybody of the cohort one neutral letter. Who left or changed their mind since then
    gets none: that is decided when each letter is sent."""
    with transaction.atomic():
        campaign = locked(campaign)
        if not permissions.can_send_campaign(by, campaign):
            raise NotAllowed("Only registry staff send messages.")
        _refuse_unless_running(campaign.application)
        now = clock.now()
        campaign.opened_at = now
        history.move_campaign(campaign, CampaignState.OPEN, "campaign_sent", by=by)
        letters.queue_all(
            emails.study_invitation,
            (
                letters.Envelope(
                    f"study_invitation:{pk}", recipient, {"invitation": pk}, due_at=now
                )
                for pk, recipient in campaign.invitations.values_list("pk", "recipient")
            ),
        )
    return campaign


def close_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """End it; answers are not taken any more."""
    with transaction.atomic():
        campaign = locked(campaign)
        if not permissions.can_close_campaign(by, campaign):
            raise NotAllowed("Only registry staff close a message.")
        history.move_campaign(campaign, CampaignState.CLOSED, "campaign_closed", by=by)
    return campaign


def _invitations(campaign: Campaign, now: datetime) -> list[Invitation]:
    cohort = queries.possible_cohort(campaign.application, now)
    acting = Actor.objects.filter(participant__in=cohort, until=None, user__is_active=True)
    recipients = dict(
        acting.order_by("participant", "-since", "-pk").values_list("participant", "user")
    )
    return [
        Invitation(campaign=campaign, participant_id=participant, recipient_id=user, invited_at=now)
        for participant, user in recipients.items()
    ]


def _refuse_unless_running(application: Application) -> None:
    today = clock.today()
    if application.state != ApplicationState.ACTIVE:
        raise WrongState("The study must be approved, and its agreement signed.")
    if application.ask not in {Ask.CONTACT, Ask.BOTH}:
        raise WrongState("This study did not ask to write to participants.")
    if not application.ends_on or application.ends_on < today:
        raise WrongState("This study has ended.")
    if not application.ethics_expires_on or application.ethics_expires_on < today:
        raise WrongState("The ethics approval of this study has ended.")

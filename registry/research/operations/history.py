"""The one place where applications, campaigns and invitations change their state, each with its
event row."""

from accounts.models import User
from rareshare.lib import states
from registry.research.models import (
    Application,
    ApplicationEvent,
    Campaign,
    CampaignEvent,
    Inquiry,
    Invitation,
    InvitationEvent,
)
from registry.research.states import (
    APPLICATION_MOVES,
    CAMPAIGN_MOVES,
    INQUIRY_MOVES,
    INVITATION_MOVES,
)


def move_application(
    application: Application, to: str, verb: str, *, by: User | None, note: str = ""
) -> None:
    """Move an application where the table allows it."""
    states.check(APPLICATION_MOVES, application.state, to)
    before, application.state = application.state, to
    application.version += 1
    application.save()
    ApplicationEvent.objects.create(
        application=application, verb=verb, by=by, from_state=before, to_state=to, note=note
    )


def note_application(application: Application, verb: str, *, by: User | None) -> None:
    """Save a change of the form; the state stays."""
    application.version += 1
    application.save()
    ApplicationEvent.objects.create(
        application=application,
        verb=verb,
        by=by,
        from_state=application.state,
        to_state=application.state,
    )


def move_inquiry(inquiry: Inquiry, to: str) -> None:
    """Move an inquiry where the table allows it; its own row and the application say the rest."""
    states.check(INQUIRY_MOVES, inquiry.state, to)
    inquiry.state = to
    inquiry.save(update_fields=["state"])


def move_campaign(campaign: Campaign, to: str, verb: str, *, by: User | None) -> None:
    """Move a campaign where the table allows it."""
    states.check(CAMPAIGN_MOVES, campaign.state, to)
    before, campaign.state = campaign.state, to
    campaign.version += 1
    campaign.save()
    CampaignEvent.objects.create(
        campaign=campaign, verb=verb, by=by, from_state=before, to_state=to
    )


def move_invitation(invitation: Invitation, to: str, *, by: User) -> None:
    """Move an invitation where the table allows it."""
    states.check(INVITATION_MOVES, invitation.state, to)
    before, invitation.state = invitation.state, to
    invitation.version += 1
    invitation.save()
    InvitationEvent.objects.create(
        invitation=invitation, verb="invitation_answered", by=by, from_state=before, to_state=to
    )

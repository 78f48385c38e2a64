"""The states and closed value lists of research, and the moves between states; no query."""

from django.db import models

from rareshare.lib.states import Moves


class Tier(models.TextChoices):
    """Who asks decides how exact a count is."""

    PUBLIC = "public", "Anybody: yes or nothing"
    RESEARCHER = "researcher", "Verified researcher: ranges"
    STAFF = "staff", "Registry staff: exact"


class AgeBand(models.TextChoices):
    """The fixed age bands of the menu."""

    BABY = "0-1", "0 to 1 year"
    CHILD = "2-11", "2 to 11 years"
    TEEN = "12-17", "12 to 17 years"
    YOUNG = "18-39", "18 to 39 years"
    MIDDLE = "40-64", "40 to 64 years"
    OLDER = "65+", "65 years or more"


class Region(models.TextChoices):
    """World regions (UN M49); countries are not on the menu."""

    AFRICA = "africa", "Africa"
    AMERICAS = "americas", "Americas"
    ASIA = "asia", "Asia"
    EUROPE = "europe", "Europe"
    OCEANIA = "oceania", "Oceania"


class InquiryState(models.TextChoices):
    """What became of a question "are there enough people?"."""

    ANSWERED = "auto_answered", "Answered with a range"
    CONVERTED = "converted", "Became an application"


INQUIRY_MOVES: Moves = {InquiryState.ANSWERED: (InquiryState.CONVERTED,)}


class Purpose(models.TextChoices):
    """What the data or the contact would be used for (Data Use Ontology)."""

    GENERAL = "DUO:0000042", "Any research"
    HEALTH = "DUO:0000006", "Health and medical research"
    DISEASE = "DUO:0000007", "Research on this condition only"


class Ask(models.TextChoices):
    """What an application asks for."""

    DATA = "deidentified_data", "Coded answers, without names"
    CONTACT = "recruitment_contact", "A message to participants"
    BOTH = "both", "Both"


class ApplicationState(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Sent"
    BOARD_REVIEW = "board_review", "With the board"
    RETURNED = "returned", "Sent back for changes"
    APPROVED = "approved", "Approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions", "Approved, with conditions"
    REJECTED = "rejected", "Not approved"
    ACTIVE = "active", "Active"
    WITHDRAWN = "withdrawn_by_applicant", "Taken back"


_APPROVED = (ApplicationState.ACTIVE, ApplicationState.WITHDRAWN)
APPLICATION_MOVES: Moves = {
    ApplicationState.DRAFT: (ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN),
    ApplicationState.SUBMITTED: (ApplicationState.BOARD_REVIEW,),
    ApplicationState.BOARD_REVIEW: (
        ApplicationState.APPROVED,
        ApplicationState.APPROVED_WITH_CONDITIONS,
        ApplicationState.REJECTED,
        ApplicationState.RETURNED,
        ApplicationState.WITHDRAWN,
    ),
    ApplicationState.RETURNED: (ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN),
    ApplicationState.APPROVED: _APPROVED,
    ApplicationState.APPROVED_WITH_CONDITIONS: _APPROVED,
}
EDITABLE = (ApplicationState.DRAFT, ApplicationState.RETURNED)
AGREEABLE = (ApplicationState.APPROVED, ApplicationState.APPROVED_WITH_CONDITIONS)
# What the board decided about: members see these, and never a draft.
SEEN_BY_BOARD = (
    ApplicationState.BOARD_REVIEW,
    ApplicationState.RETURNED,
    *AGREEABLE,
    ApplicationState.REJECTED,
    ApplicationState.ACTIVE,
)


class VoteChoice(models.TextChoices):
    """A board member's vote."""

    APPROVE = "approve", "Yes"
    CONDITIONS = "approve_with_conditions", "Yes, with conditions"
    REJECT = "reject", "No"
    ABSTAIN = "abstain", "I do not take sides"


class CampaignState(models.TextChoices):
    """Where a message to participants stands."""

    DRAFT = "draft", "Draft"
    FROZEN = "cohort_frozen", "People are chosen"
    OPEN = "open", "Sent, answers come in"
    CLOSED = "closed", "Closed"


CAMPAIGN_MOVES: Moves = {
    CampaignState.DRAFT: (CampaignState.FROZEN, CampaignState.CLOSED),
    CampaignState.FROZEN: (CampaignState.OPEN, CampaignState.CLOSED),
    CampaignState.OPEN: (CampaignState.CLOSED,),
}


class InvitationState(models.TextChoices):
    """What one participant said to one study."""

    WAITING = "waiting", "Not answered"
    YES = "yes", "Yes"
    NOT_NOW = "not_now", "Not now"
    NO = "no", "No"


# Until the study closes a person may answer again, in any direction.
INVITATION_MOVES: Moves = {
    InvitationState.WAITING: (InvitationState.YES, InvitationState.NOT_NOW, InvitationState.NO),
    InvitationState.YES: (InvitationState.YES, InvitationState.NOT_NOW, InvitationState.NO),
    InvitationState.NOT_NOW: (InvitationState.YES, InvitationState.NO),
    InvitationState.NO: (InvitationState.YES, InvitationState.NOT_NOW),
}

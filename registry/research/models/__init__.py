"""The nouns of research: counts, people, applications, campaigns."""

from registry.research.models.application import (
    Agreement,
    Application,
    ApplicationEvent,
    ConflictOfInterest,
    Decision,
    Inquiry,
    Vote,
)
from registry.research.models.campaign import (
    Campaign,
    CampaignEvent,
    Invitation,
    InvitationEvent,
    Release,
)
from registry.research.models.counts import Cell, CountLog, Snapshot
from registry.research.models.people import BoardSeat, Researcher, ResearcherEvent

__all__ = [
    "Agreement",
    "Application",
    "ApplicationEvent",
    "BoardSeat",
    "Campaign",
    "CampaignEvent",
    "Cell",
    "ConflictOfInterest",
    "CountLog",
    "Decision",
    "Inquiry",
    "Invitation",
    "InvitationEvent",
    "Release",
    "Researcher",
    "ResearcherEvent",
    "Snapshot",
    "Vote",
]

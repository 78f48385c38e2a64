"""What can be read of proposals, and who may read it."""

from communities.proposals.queries.alike import (
    Alike,
    Obstacle,
    alike_of,
    earlier_for,
    obstacle_of,
    proposals_like,
)
from communities.proposals.queries.proposals import (
    draft_of,
    history_of,
    missing_of,
    notice_for,
    notices_of,
    own_proposals,
    proposal_for,
    proposals_at_desk,
    proposals_visible_to,
    sent_proposals,
    waiting_count,
)

__all__ = [
    "Alike",
    "Obstacle",
    "alike_of",
    "draft_of",
    "earlier_for",
    "history_of",
    "missing_of",
    "notice_for",
    "notices_of",
    "obstacle_of",
    "own_proposals",
    "proposal_for",
    "proposals_at_desk",
    "proposals_like",
    "proposals_visible_to",
    "sent_proposals",
    "waiting_count",
]

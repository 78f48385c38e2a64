"""The nouns of this room: studies with their places and matches, and who wants to hear of them."""

from communities.trials.models.trial import (
    Kilometers,
    Trial,
    TrialEvent,
    TrialMatch,
    TrialPlace,
    TrialSync,
)
from communities.trials.models.watch import TrialNews, TrialWatch

__all__ = [
    "Kilometers",
    "Trial",
    "TrialEvent",
    "TrialMatch",
    "TrialNews",
    "TrialPlace",
    "TrialSync",
    "TrialWatch",
]

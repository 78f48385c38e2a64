"""What ClinicalTrials.gov calls the status of a study. The set is open: a word that is not here is
kept and shown as it came."""

from django.db import models

RECRUITING = "RECRUITING"
NOT_YET = "NOT_YET_RECRUITING"
# A place with one of these takes nobody in, whatever the study as a whole does.
CLOSED = ("COMPLETED", "SUSPENDED", "TERMINATED", "WITHDRAWN", "ACTIVE_NOT_RECRUITING")

STATUS_WORDS = {
    RECRUITING: "Looking for people now",
    NOT_YET: "Not looking for people yet",
    "ENROLLING_BY_INVITATION": "Only people who are invited can join",
    "ACTIVE_NOT_RECRUITING": "Under way, no longer looking for people",
    "COMPLETED": "Finished",
    "SUSPENDED": "Stopped for now",
    "TERMINATED": "Stopped early",
    "WITHDRAWN": "Stopped before anybody joined",
    "AVAILABLE": "The treatment can be had outside of a study",
    "NO_LONGER_AVAILABLE": "The treatment can no longer be had outside of a study",
    "TEMPORARILY_NOT_AVAILABLE": "The treatment cannot be had just now",
    "APPROVED_FOR_MARKETING": "Approved: doctors can give it",
    "WITHHELD": "Not made public",
    "UNKNOWN": "Not known: nobody has updated it for long",
}


class Group(models.IntegerChoices):
    """The three kinds of status that matter to a reader, in the order in which they are shown."""

    NOW = 0, "Looking for people now"
    SOON = 1, "Not looking for people yet"
    OTHER = 2, "Not looking for people"


class MatchKind(models.TextChoices):
    """How a study is about an illness."""

    DIRECT = "direct", "Names this illness"
    RELATED = "related", "Related to this illness"

"""Why something is reported, and what a moderator can decide."""

from django.db.models import TextChoices


class Reason(TextChoices):
    """Why a member tells us about a post."""

    HARM = "harm", "Somebody may be in danger"
    UNSAFE_ADVICE = "unsafe_advice", "The advice could hurt people"
    UNKIND = "unkind", "It is unkind or attacks somebody"
    PRIVATE = "private", "It shows something private about a person"
    SELLING = "selling", "It sells something or is spam"
    OTHER = "other", "Something else"


class ReportState(TextChoices):
    """Where a report stands."""

    OPEN = "open", "Waiting"
    KEPT = "kept", "Kept"
    REMOVED = "removed", "Removed"


class Decision(TextChoices):
    """What a moderator can decide."""

    KEEP = "keep", "Keep it"
    REMOVE = "remove", "Remove it"


MOVES = {ReportState.OPEN: {ReportState.KEPT, ReportState.REMOVED}}
OUTCOMES = {Decision.KEEP: ReportState.KEPT, Decision.REMOVE: ReportState.REMOVED}

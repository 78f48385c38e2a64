"""The letters of one yearly cycle and their order."""

from datetime import timedelta

from django.db.models import TextChoices


class Kind(TextChoices):
    """What a due letter belongs to; later cycles (a new consent, coming of age) add their own."""

    ANNUAL_UPDATE = "annual_update"


class Step(TextChoices):
    """The letters of one cycle, and the silence after the last one. `heads_up` has its place in the
    table but is not sent yet."""

    HEADS_UP = "heads_up"
    INVITATION = "invitation"
    REMINDER = "reminder"
    LAST = "last"
    SILENCE = "silence"


class Channel(TextChoices):
    """Where a person said that nothing has changed."""

    LINK = "link", "The button behind a letter's link"
    PAGE = "page", "The registry page"
    API = "api", "A program"


# How long after the start of a cycle each letter is due.
OFFSETS = {
    Step.HEADS_UP: timedelta(days=-14),
    Step.INVITATION: timedelta(),
    Step.REMINDER: timedelta(days=21),
    Step.LAST: timedelta(days=91),
}
# A move means: this letter is found due, the next one is waited for. After the last one comes
# silence until the next anniversary, where a new cycle begins with an invitation.
MOVES = {
    Step.INVITATION: {Step.REMINDER},
    Step.REMINDER: {Step.LAST},
    Step.LAST: {Step.SILENCE},
    Step.SILENCE: {Step.INVITATION},
}
# However late a letter was, the next one of the cycle keeps this distance from it.
SPACING = timedelta(days=14)

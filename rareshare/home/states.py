"""The life of a message to our team: it waits, then a person has answered it."""

from django.db.models import TextChoices


class ContactState(TextChoices):
    """Where a message to our team stands."""

    OPEN = "open", "Waiting"
    ANSWERED = "answered", "Answered"


MOVES = {ContactState.OPEN: {ContactState.ANSWERED}, ContactState.ANSWERED: set[ContactState]()}


class Channel(TextChoices):
    """How a person wants to hear from us."""

    EMAIL = "email", "By e-mail"
    PHONE = "phone", "Call me"

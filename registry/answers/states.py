"""Where an answer comes from; every response says so."""

from django.db.models import TextChoices


class Source(TextChoices):
    """Who gave the answers (ERDRI and GRDR ask to keep this with every value)."""

    SELF = "self", "The person"
    PROXY = "proxy", "Someone who acts for the person"

"""The roles a person can hold. Belonging to a community or to the registry is no role."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What somebody does for RareShare, beyond being a person who uses it."""

    COORDINATOR = "coordinator", "Registry coordinator"
    MODERATOR = "moderator", "Moderator"
    RESEARCHER = "researcher", "Researcher"
    BOARD_MEMBER = "board_member", "Board member"
    BOARD_CHAIR = "board_chair", "Board chair"
    ADMIN = "admin", "Administrator"


# Whoever can see or decide about other people's data signs in with a second factor.
PRIVILEGED: frozenset[str] = frozenset(Role.values)

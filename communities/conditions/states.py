"""Whether a condition is in use in the catalogue, and the moves between the two states."""

from django.db import models


class Status(models.TextChoices):
    ACTIVE = "active", "In use"
    RETIRED = "retired", "No longer used"


MOVES: dict[str, frozenset[str]] = {
    Status.ACTIVE: frozenset({Status.RETIRED}),
    Status.RETIRED: frozenset({Status.ACTIVE}),
}

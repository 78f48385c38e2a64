"""The life of one version of a section: published until the next one replaces it."""

from django.db import models


class State(models.TextChoices):
    PUBLISHED = "published", "Shown now"
    REPLACED = "replaced", "Replaced by a newer one"


MOVES: dict[str, frozenset[str]] = {
    State.PUBLISHED: frozenset({State.REPLACED}),
    State.REPLACED: frozenset(),
}

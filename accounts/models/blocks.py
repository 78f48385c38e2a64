"""Whose words a person does not want to see. It belongs to that person alone: nobody else can see
it, it has no history, and it goes with either account."""

from django.db import models
from django.db.models import F, Q

from accounts.models.user import User
from rareshare.lib import clock


class BlockKind(models.TextChoices):
    """How far the distance goes."""

    MUTE = "mute", "Muted"
    BLOCK = "block", "Blocked"


class Block(models.Model):
    """One person keeps away from another. Muted: their posts are folded and they cause no letters.
    Blocked: that, their replies are not shown as replies to the person who blocked them, and that
    person's page shows them nothing. To them all looks as it would without."""

    blocker = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="blocks", db_index=False
    )
    blocked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=5, choices=BlockKind.choices)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block_per_pair"),
            models.CheckConstraint(condition=Q(kind__in=BlockKind.values), name="block_kind_known"),
            models.CheckConstraint(
                condition=~Q(blocker=F("blocked")), name="nobody_blocks_themselves"
            ),
        ]
        # Who keeps away from this person: asked for each letter, profile and member list.
        indexes = [models.Index(fields=["blocked", "kind", "blocker"], name="blocked_by")]

    def __str__(self) -> str:
        return self.kind

"""What the help pages keep: messages of people who asked for a person."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from rareshare.home.states import Channel, ContactState
from rareshare.lib import clock, crypto
from rareshare.lib.models import Event


class ContactRequest(models.Model):
    """One message to our team. Where to reach the person and the words themselves are encrypted."""

    row_key = crypto.RowKeyField()
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices)
    reach = crypto.EncryptedTextField()
    text = crypto.EncryptedTextField()
    state = models.CharField(max_length=12, choices=ContactState.choices, default=ContactState.OPEN)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ContactState.values), name="contact_state_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="contact_channel_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=Q(state=ContactState.OPEN),
                name="contact_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} ({self.state})"


class ContactRequestEvent(Event):
    """What was done with a message, by whom."""

    request = models.ForeignKey(ContactRequest, on_delete=models.PROTECT, related_name="events")

    class Meta(Event.Meta):
        abstract = False

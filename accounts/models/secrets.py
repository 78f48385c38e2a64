"""Short-lived secrets of sign-in: what a letter must say, and codes that were used."""

from django.db import models

from accounts.models.user import User
from rareshare.lib import clock, crypto


class SealedNote(models.Model):
    """The content of one security letter (a code, a link), sealed and gone soon after its use."""

    row_key = crypto.RowKeyField()
    body = crypto.EncryptedTextField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"until {self.expires_at:%H:%M}"


class UsedCode(models.Model):
    """One time step of an authenticator app that was accepted: no code works twice."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="used_codes")
    step = models.BigIntegerField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "step"], name="one_use_per_code"),
        ]

    def __str__(self) -> str:
        return f"{self.step}"


class FactorSecret(models.Model):
    """The secret behind an authenticator app or a set of recovery codes, sealed for its own row;
    the sign-in library keeps only the row's key."""

    row_key = crypto.RowKeyField()
    body = crypto.EncryptedTextField()
    made_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"

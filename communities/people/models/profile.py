"""What a person tells about themselves, each part with those who may see it."""

from django.db import models
from django.db.models import Q

from rareshare.lib import clock

FIELDS = ("about", "country", "languages", "link")


class Audience(models.TextChoices):
    """Who may see one part of a profile."""

    NOBODY = "nobody", "Nobody"
    FELLOWS = "members", "People in my communities"
    ACCOUNTS = "all_members", "Everyone with an account"
    PUBLIC = "public", "Everybody on the web"


def _audience() -> "models.CharField[str, str]":
    return models.CharField(max_length=12, choices=Audience.choices, default=Audience.NOBODY.value)


class Profile(models.Model):
    """Nobody sees any part until the person chooses. The country itself stands in the account,
    where the time zone needs it; here stands only who may see it."""

    user = models.OneToOneField(
        "accounts.User", on_delete=models.CASCADE, related_name="profile", primary_key=True
    )
    about = models.CharField(max_length=1000, blank=True)
    languages = models.CharField(max_length=120, blank=True)
    link = models.CharField(max_length=300, blank=True)
    about_for = _audience()
    country_for = _audience()
    languages_for = _audience()
    link_for = _audience()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}_for__in": Audience.values}),
                name=f"profile_{name}_audience_known",
            )
            for name in FIELDS
        ]

    def __str__(self) -> str:
        return f"profile {self.pk}"

    def audience(self, field: str) -> Audience:
        """Who may see one part."""
        return Audience(getattr(self, f"{field}_for"))

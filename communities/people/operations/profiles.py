"""Writing one's own profile."""

from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from communities.people import permissions
from communities.people.models import FIELDS, Audience, Profile
from rareshare.lib import clock, text
from rareshare.lib.errors import DomainError, Invalid, NotAllowed, Stale
from rareshare.lib.weblinks import clean_weblink

LIMITS = {"about": 1000, "languages": 120, "link": 300}
_AUDIENCES = tuple(f"{name}_for" for name in FIELDS)


def change_own_profile(
    person: User, *, by: User, changes: Mapping[str, str], version: int | None = None
) -> Profile:
    """Change what one tells and who may see each part; nobody sees a part that was never opened.
    A version that is not the latest changes nothing. No history keeps what was there before."""
    clean = _checked(changes)
    with transaction.atomic():
        if not permissions.can_change_own_profile(by, person):
            raise NotAllowed
        Profile.objects.bulk_create([Profile(user_id=person.pk)], ignore_conflicts=True)
        profile = Profile.objects.select_for_update().get(user=person.pk)
        if version is not None and version != profile.version:
            raise Stale("Your profile changed since you read it. Read it again.")
        for name, value in clean.items():
            setattr(profile, name, value)
        profile.version, profile.changed_at = profile.version + 1, clock.now()
        profile.save()
    return profile


def _checked(changes: Mapping[str, str]) -> dict[str, str]:
    """All parts as they are stored, or everything that is wrong with them at once."""
    clean: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for name, value in changes.items():
        try:
            clean[name] = _checked_part(name, value)
        except DomainError as error:
            wrong[name] = error.detail
    if wrong:
        raise Invalid(wrong)
    return clean


def _checked_part(name: str, value: str) -> str:
    if name in _AUDIENCES:
        if value not in Audience.values:
            raise Invalid("Choose who may see this.", field=name)
        return value
    if name == "about":
        return text.clean_text(value, name, limit=LIMITS[name])
    if name == "languages":
        return text.clean_line(value, name, limit=LIMITS[name])
    if name == "link":
        return clean_weblink(value, name, limit=LIMITS[name]) if value.strip() else ""
    raise Invalid("There is no such part.", field=name)

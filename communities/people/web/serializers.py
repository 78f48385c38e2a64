"""People as JSON."""

from typing import Any

from rest_framework import serializers

from communities.people.models import Audience
from communities.people.operations.profiles import LIMITS


class BelongingOut(serializers.Serializer[Any]):
    """A community that the person lets the caller know of."""

    community = serializers.CharField(source="community.public_id")
    name = serializers.CharField(source="community.name")
    role = serializers.CharField()


class PersonOut(serializers.Serializer[Any]):
    """A person as the caller may see them; what was not told to the caller is empty."""

    person = serializers.CharField()
    display_name = serializers.CharField()
    about = serializers.CharField()
    country = serializers.CharField()
    languages = serializers.CharField()
    link = serializers.CharField()
    memberships = BelongingOut(many=True)


class OwnProfileOut(serializers.Serializer[Any]):
    """The caller's own profile: each part, and who may see it."""

    about = serializers.CharField()
    about_for = serializers.ChoiceField(Audience.choices)
    country_for = serializers.ChoiceField(Audience.choices)
    languages = serializers.CharField()
    languages_for = serializers.ChoiceField(Audience.choices)
    link = serializers.CharField()
    link_for = serializers.ChoiceField(Audience.choices)


class OwnProfileChange(serializers.Serializer[Any]):
    """Send only what changes."""

    about = serializers.CharField(
        required=False, allow_blank=True, trim_whitespace=False, max_length=LIMITS["about"] * 2
    )
    languages = serializers.CharField(required=False, allow_blank=True)
    link = serializers.CharField(required=False, allow_blank=True)
    about_for = serializers.ChoiceField(Audience.choices, required=False)
    country_for = serializers.ChoiceField(Audience.choices, required=False)
    languages_for = serializers.ChoiceField(Audience.choices, required=False)
    link_for = serializers.ChoiceField(Audience.choices, required=False)

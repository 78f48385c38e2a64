"""Communities and memberships as JSON."""

from typing import Any

from rest_framework import serializers

from communities.groups.models import Community, FollowLevel, Role, Visibility


class ConditionOut(serializers.Serializer[Any]):
    """The condition that a community is about."""

    key = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()


class CommunityOut(serializers.Serializer[Community]):
    """What everybody may know of a community. `more_members_than` is in tens and null while there
    are ten members or fewer; `why` says why a search found it."""

    public_id = serializers.CharField()
    slug = serializers.CharField()
    name = serializers.CharField()
    pronunciation = serializers.CharField()
    kind = serializers.CharField()
    state = serializers.CharField()
    condition = ConditionOut(allow_null=True)
    talk_open = serializers.BooleanField()
    talk_opens_at = serializers.DateTimeField(allow_null=True)
    more_members_than = serializers.IntegerField(allow_null=True)
    url = serializers.CharField(source="get_absolute_url")
    why = serializers.CharField(required=False)


class MembershipOut(serializers.Serializer[Any]):
    """The caller's own membership."""

    community = serializers.CharField(source="community.public_id")
    role = serializers.CharField()
    visibility = serializers.CharField()
    follow = serializers.CharField()
    joined_at = serializers.DateTimeField()


class MemberOut(serializers.Serializer[Any]):
    """A member who chose to be seen."""

    person = serializers.CharField(source="user.public_id")
    display_name = serializers.CharField(source="user.display_name")
    role = serializers.CharField()


class JoinIn(serializers.Serializer[Any]):
    """The one answer that joining needs."""

    role = serializers.ChoiceField(Role.choices)


class MembershipIn(serializers.Serializer[Any]):
    """Everything that a member chooses for one community."""

    role = serializers.ChoiceField(Role.choices)
    visibility = serializers.ChoiceField(Visibility.choices)
    follow = serializers.ChoiceField(FollowLevel.choices)


class MembershipChange(serializers.Serializer[Any]):
    """Send only what changes."""

    role = serializers.ChoiceField(Role.choices, required=False)
    visibility = serializers.ChoiceField(Visibility.choices, required=False)
    follow = serializers.ChoiceField(FollowLevel.choices, required=False)

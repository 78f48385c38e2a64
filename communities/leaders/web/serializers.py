"""Leaders and applications as JSON."""

from typing import Any

from rest_framework import serializers

from communities.groups.operations.leadership import HELPS_WITH_LIMIT, REASON_LIMIT, STORY_LIMIT
from communities.leaders.models import MOST_HOURS
from communities.leaders.operations.words import WHY_LIMIT
from communities.leaders.states import Origin, State

_NOT_PUBLIC = "Leaders are named on the page. Send true if that is fine for you."


class LeaderOut(serializers.Serializer[Any]):
    """A leader, whose name and words are public."""

    id = serializers.IntegerField()
    person = serializers.CharField(source="user.public_id")
    display_name = serializers.CharField(source="user.display_name")
    since = serializers.DateTimeField()
    story = serializers.CharField()
    helps_with = serializers.CharField()


class OwnLeadershipOut(LeaderOut):
    """One's own leadership, with its term."""

    term_ends_on = serializers.DateField(allow_null=True)


class OfferOut(serializers.Serializer[Any]):
    """An application, for the person and for staff."""

    id = serializers.CharField(source="public_id")
    community = serializers.CharField(source="community.public_id")
    person = serializers.CharField(source="user.public_id")
    origin = serializers.ChoiceField(Origin.choices)
    state = serializers.ChoiceField(State.choices)
    why = serializers.CharField()
    helps_with = serializers.CharField()
    story = serializers.CharField()
    hours = serializers.IntegerField(allow_null=True)
    reason = serializers.CharField()
    created_at = serializers.DateTimeField()
    decided_at = serializers.DateTimeField(allow_null=True)


class AskedOut(serializers.Serializer[Any]):
    """What whoever asked learns: that the question is open, nothing the person wrote."""

    id = serializers.CharField(source="public_id")
    community = serializers.CharField(source="community.public_id")
    person = serializers.CharField(source="user.public_id")
    origin = serializers.ChoiceField(Origin.choices)
    state = serializers.ChoiceField(State.choices)
    created_at = serializers.DateTimeField()


class LedOut(serializers.Serializer[Any]):
    """How a community is led, for staff."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    leaderless = serializers.BooleanField()
    term_ends_on = serializers.DateField(allow_null=True)


class PersonIn(serializers.Serializer[Any]):
    """Who is asked."""

    person = serializers.CharField(max_length=20)


class WordsIn(serializers.Serializer[Any]):
    """What stands beside a leader's name; send only what changes."""

    story = serializers.CharField(required=False, allow_blank=True, max_length=STORY_LIMIT)
    helps_with = serializers.CharField(
        required=False, allow_blank=True, max_length=HELPS_WITH_LIMIT
    )


class OfferIn(serializers.Serializer[Any]):
    """Why, with what, for how long a week; `public` says that the name may be public."""

    why = serializers.CharField(max_length=WHY_LIMIT)
    helps_with = serializers.CharField(max_length=HELPS_WITH_LIMIT)
    story = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=STORY_LIMIT
    )
    hours = serializers.IntegerField(min_value=1, max_value=MOST_HOURS)
    public = serializers.BooleanField()

    def validate_public(self, value: bool) -> bool:
        """Nobody leads without a name."""
        if not value:
            raise serializers.ValidationError(_NOT_PUBLIC)
        return value


class OfferAnswerIn(serializers.Serializer[Any]):
    """Yes with an offer, or no."""

    accept = serializers.BooleanField()
    offer = OfferIn(required=False)


class OfferDecisionIn(serializers.Serializer[Any]):
    """Appoint, or decline with a reason that the person reads."""

    appoint = serializers.BooleanField()
    reason = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=REASON_LIMIT
    )


class EndIn(serializers.Serializer[Any]):
    """Staff say why; whoever steps down need not."""

    reason = serializers.CharField(
        required=False, default="", allow_blank=True, max_length=REASON_LIMIT
    )

"""JSON of accounts: what comes in, what goes out."""

from typing import Any

from rest_framework import serializers

from accounts.models import BlockKind, User


class TokenRequest(serializers.Serializer[Any]):
    """What a script sends to get a token; `code` is the second factor, where there is one."""

    email = serializers.CharField(max_length=254)
    password = serializers.CharField(max_length=1000, trim_whitespace=False)
    code = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")


class TokenIssued(serializers.Serializer[Any]):
    """The token, told this once."""

    token = serializers.CharField()
    expiry = serializers.DateTimeField()


class TokenSeen(serializers.Serializer[Any]):
    """A token as its person sees it later."""

    id = serializers.CharField(source="token_key")
    created = serializers.DateTimeField()
    expiry = serializers.DateTimeField()


class Me(serializers.ModelSerializer[User]):
    """My own account; read only, changes go through `MeChange`."""

    id = serializers.CharField(source="public_id")
    roles = serializers.ListField(source="role_names", child=serializers.CharField())

    class Meta:
        model = User
        fields = ["id", "email", "display_name", "country", "state", "time_zone", "roles"]
        read_only_fields = fields


class MeChange(serializers.Serializer[Any]):
    """What a person may change about themselves."""

    display_name = serializers.CharField(max_length=200, required=False)
    country = serializers.CharField(max_length=2, required=False, allow_blank=True)
    state = serializers.CharField(max_length=200, required=False, allow_blank=True)
    time_zone = serializers.CharField(max_length=60, required=False)


class BlockKindIn(serializers.Serializer[Any]):
    """Mute: their posts are folded and cause no letters. Block: my page shows them
    nothing, too, and I do not see that they reply to me."""

    kind = serializers.ChoiceField(BlockKind.choices)


class BlockIn(BlockKindIn):
    """Whom to keep away from, by the id that stands beside their posts."""

    person = serializers.CharField(max_length=12)


class BlockOut(serializers.Serializer[Any]):
    """Somebody I keep away from."""

    person = serializers.CharField(source="blocked.public_id")
    display_name = serializers.CharField(source="blocked.display_name")
    kind = serializers.ChoiceField(BlockKind.choices)
    since = serializers.DateTimeField()

"""The API with which staff close, reopen and merge communities."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.groups import operations
from communities.groups.states import State
from communities.groups.web.api import CommunityApi
from communities.groups.web.serializers import CommunityOut
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotFound


class StateIn(serializers.Serializer[Any]):
    """What it shall be, and why."""

    state = serializers.ChoiceField([State.OPEN, State.ARCHIVED])
    reason = serializers.CharField(trim_whitespace=False, max_length=2_000)


class MergeIn(serializers.Serializer[Any]):
    """The id of the community that takes this one in, and why. There is no way back."""

    into = serializers.CharField(max_length=12)
    reason = serializers.CharField(trim_whitespace=False, max_length=2_000)


class StateApi(CommunityApi):
    """Whether a community is open."""

    access = Access.STAFF

    @extend_schema(request=StateIn, responses=CommunityOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Close it, or open it again."""
        community, body = self.community(public_id), self.body(StateIn)
        turn = {
            State.ARCHIVED: operations.archive_community,
            State.OPEN: operations.reopen_community,
        }[State(body["state"])]
        return self.ok(CommunityOut(turn(community, by=self.person, reason=body["reason"])).data)


class MergeApi(CommunityApi):
    """Making a community part of another."""

    access = Access.STAFF

    @extend_schema(request=MergeIn, responses=CommunityOut)
    def post(self, request: Request, public_id: str) -> Response:
        """The answer is the community that took it in."""
        community, body = self.community(public_id), self.body(MergeIn)
        try:
            target = self.community(body["into"])
        except NotFound as error:
            raise Invalid("There is no community with this id.", field="into") from error
        merged = operations.merge_communities(
            community, target, by=self.person, reason=body["reason"]
        )
        return self.ok(CommunityOut(merged).data)

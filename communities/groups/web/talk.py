"""Who may read the talk of a community: the leaders' page for it, and its API."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from communities.groups import operations, permissions
from communities.groups.web.api import CommunityApi
from communities.groups.web.pages import OneCommunity
from communities.groups.web.serializers import CommunityOut
from rareshare.lib.access import Access
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.pages import Page, flash


class TalkIn(serializers.Serializer[Any]):
    """`true` lets everyone read, in 7 days; `false` keeps it for members, at once."""

    open = serializers.BooleanField()


class TalkPage(OneCommunity, Page):
    """What opening the talk means, before it is done; and the way back."""

    access = Access.SIGNED_IN
    template = "groups/talk.html"
    title = "Who can read the talk?"

    def get(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """What holds now, and what would change."""
        if not permissions.can_close_talk(request.user, self.community):
            raise NotAllowed("Only leaders of this community choose who reads its talk.")
        may_open = permissions.can_open_talk(request.user, self.community)
        return self.render(request, may_open=may_open, **self.extra())

    def post(self, request: HttpRequest, public_id: str) -> HttpResponse:
        """Open it in 7 days, or keep it for members; the button says which."""
        choice = request.POST.get("open")
        if choice == "yes":
            operations.open_talk(self.community, by=self.person)
            flash(request, "The talk opens in 7 days. The members get a letter.")
        elif choice == "no":
            operations.close_talk(self.community, by=self.person)
            flash(request, "Only members can read the talk now.")
        else:
            raise Invalid("Choose who can read the talk.")
        return redirect("groups:talk", public_id)


class TalkApi(CommunityApi):
    """Who may read the talk."""

    access = Access.SIGNED_IN

    @extend_schema(request=TalkIn, responses=CommunityOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Open it in 7 days, or keep it for members at once."""
        community = self.community(public_id)
        turn = operations.open_talk if self.body(TalkIn)["open"] else operations.close_talk
        return self.ok(CommunityOut(turn(community, by=self.person)).data)

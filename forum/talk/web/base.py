"""What the pages of talk share: their community, and who may keep a copy of them."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property

from communities.groups.models import Community
from forum.talk import permissions, queries
from forum.talk.models import Post, Topic
from rareshare.lib.access import Access
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.pages import Page


class InCommunity:
    """The community, topic and post that an address names, as the reader may see them."""

    request: HttpRequest
    kwargs: dict[str, Any]

    @cached_property
    def community(self) -> Community:
        return queries.community_for_talk(self.request.user, self.kwargs["public_id"])

    @cached_property
    def topic(self) -> Topic:
        place = self.kwargs["public_id"], self.kwargs["topic_id"]
        return queries.topic_for(self.request.user, *place)

    @cached_property
    def post_shown(self) -> Post:
        place = self.kwargs["public_id"], self.kwargs["topic_id"], self.kwargs["number"]
        return queries.post_numbered(self.request.user, *place)

    def check_writing(self, community: Community) -> None:
        """Whoever may read but not write is told why before they write."""
        if not community.is_open:
            raise WrongState("This community is closed for new posts. You can still read it.")
        if not permissions.can_write_talk(self.request.user, community):
            raise NotAllowed("Join this community to write in it. Nobody else can write here.")


class ReadingPage(InCommunity, Page):
    """A page that everyone may read where the community opened its talk, else its members.

    Signed out, what cannot be read and what does not exist both lead to the sign-in page, so that
    a link in a letter works and nobody learns which topics there are."""

    access = Access.PUBLIC

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep pages of members out of every cache and search engine."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except Http404:
            if request.user.is_authenticated:
                raise
            query = urlencode({"next": request.get_full_path()})
            response = redirect(f"{reverse('account_login')}?{query}")
        if request.user.is_authenticated or not self.is_open():
            response["Cache-Control"] = "no-store, private"
        if not self.is_open():
            response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def is_open(self) -> bool:
        """True where the community that was read lets everyone read its talk."""
        known = self.__dict__.get("topic") or self.__dict__.get("post_shown")
        community = known.community if isinstance(known, Topic) else self.__dict__.get("community")
        return bool(community and community.talk_open)

    def render(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Every template knows whether it may be kept."""
        return super().render(request, *args, open_to_all=self.is_open(), **kwargs)

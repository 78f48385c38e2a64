"""The API of this room."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.library import operations, queries
from communities.library.states import State
from communities.library.web.serializers import (
    DecisionIn,
    NewsLinkIn,
    NewsLinkOut,
    ResourceIn,
    ResourceOut,
)
from rareshare.lib.access import Access
from rareshare.lib.api import Api


class LibraryApi(Api):
    """What the doors to one library share: everybody reads, members and leaders write."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    @property
    def person(self) -> User:
        """Whoever holds the token."""
        return belonging.person(self.request.user)

    def community(self, public_id: str) -> Community:
        """The community, as far as the caller may know of it."""
        return groups.community_by_public_id(self.request.user, public_id)


class NewsApi(LibraryApi):
    """The news of a community."""

    access = Access.PUBLIC

    @extend_schema(responses=NewsLinkOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """What leaders approved, the newest first."""
        news = queries.news_of(request.user, self.community(public_id))
        return self.list(news, NewsLinkOut, order=("-published_on", "-id"))

    @extend_schema(request=NewsLinkIn, responses={201: NewsLinkOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Suggest an article; a leader's own is approved at once."""
        community = self.community(public_id)
        link = operations.suggest_news_link(community, by=self.person, **self.body(NewsLinkIn))
        location = reverse("library-api:news-link", args=[public_id, link.pk])
        return self.created(NewsLinkOut(link).data, location=location)


class NewsLinkApi(LibraryApi):
    """One link."""

    access = Access.PUBLIC

    @extend_schema(responses=NewsLinkOut)
    def get(self, request: Request, public_id: str, pk: int) -> Response:
        """An approved one for everybody; else for its leaders and who suggested it."""
        link = queries.news_link(request.user, self.community(public_id), pk)
        return self.ok(NewsLinkOut(link).data)


class DecisionApi(LibraryApi):
    """What leaders decide on a link."""

    access = Access.SIGNED_IN

    @extend_schema(request=DecisionIn, responses=NewsLinkOut)
    def post(self, request: Request, public_id: str, pk: int) -> Response:
        """Approve or decline."""
        link = queries.news_link(request.user, self.community(public_id), pk)
        if self.body(DecisionIn)["decision"] == State.APPROVED:
            link = operations.approve_news_link(link, by=self.person)
        else:
            link = operations.decline_news_link(link, by=self.person)
        return self.ok(NewsLinkOut(link).data)


class SuggestionsApi(LibraryApi):
    """What waits for a decision."""

    access = Access.SIGNED_IN

    @extend_schema(responses=NewsLinkOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """The oldest first; empty for those who do not lead here."""
        waiting = queries.suggestions_to(request.user, self.community(public_id))
        return self.list(waiting, NewsLinkOut, order=("id",))


class ResourcesApi(LibraryApi):
    """The resources of a community."""

    access = Access.PUBLIC

    @extend_schema(responses=ResourceOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """By kind and title."""
        resources = queries.resources_of(request.user, self.community(public_id))
        return self.list(resources, ResourceOut, order=("kind", "title", "id"))

    @extend_schema(request=ResourceIn, responses={201: ResourceOut})
    def post(self, request: Request, public_id: str) -> Response:
        """A leader adds one."""
        community = self.community(public_id)
        resource = operations.add_resource(community, by=self.person, **self.body(ResourceIn))
        return self.created(ResourceOut(resource).data)

"""The API of news and resources: doors of a community's library and of the shelf of the site."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.library import operations, queries
from communities.library.models import NewsLink, Resource
from communities.library.states import State
from communities.library.web.filters import NewsFilters, ResourceFilters
from communities.library.web.place import InLibrary
from communities.library.web.serializers import (
    NewsLinkIn,
    NewsLinkOut,
    ResourceIn,
    ResourceOut,
    ShelfDecisionIn,
)
from rareshare.lib.access import Access
from rareshare.lib.api import Api

_IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag that you read."
)


class LibraryApi(InLibrary, Api):
    """What the doors to one library share: everybody reads, members and leaders write."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    def decided(self, item: Any, approve: Callable[..., Any], decline: Callable[..., Any]) -> Any:
        """The item after the decision that the body names."""
        body = self.body(ShelfDecisionIn)
        if body["decision"] == State.APPROVED:
            return approve(item, by=self.person)
        return decline(item, by=self.person, reason=body["reason"], note=body["note"])


def tag(item: NewsLink | Resource) -> str:
    """The ETag: what changes when anything does that the API shows. Its number is the version."""
    return f"{item.version}.{item.state}.{item.failures}"


class NewsApi(LibraryApi):
    """The news of a library."""

    access = Access.PUBLIC

    @extend_schema(parameters=NewsFilters.parameters(), responses=NewsLinkOut(many=True))
    def get(self, request: Request, public_id: str = "") -> Response:
        """What was approved, the newest first. Those who decide may ask for other states, and
        everybody for what they suggested."""
        news = queries.visible_news(request.user, self.community)
        return self.list(news, NewsLinkOut, filters=NewsFilters)

    @extend_schema(request=NewsLinkIn, responses={201: NewsLinkOut})
    def post(self, request: Request, public_id: str = "") -> Response:
        """Suggest an article; it is approved at once where the sender decides."""
        body = self.body(NewsLinkIn)
        link = operations.suggest_news_link(self.community, by=self.person, **body)
        location = f"{request.path}{link.pk}/"
        return self.created(NewsLinkOut(link).data, location=location, etag=tag(link))


class NewsLinkApi(LibraryApi):
    """One article."""

    access = Access.PUBLIC

    @extend_schema(responses=NewsLinkOut)
    def get(self, request: Request, pk: int, public_id: str = "") -> Response:
        """An approved one for everybody; else for those who decide and for who suggested it."""
        link = queries.news_link(request.user, self.community, pk)
        return self.ok(NewsLinkOut(link).data, etag=tag(link))

    @extend_schema(parameters=[_IF_MATCH], request=NewsLinkIn, responses=NewsLinkOut)
    def put(self, request: Request, pk: int, public_id: str = "") -> Response:
        """Correct it."""
        link, version = queries.news_link(request.user, self.community, pk), self.match_number()
        words = self.body(NewsLinkIn)
        changed = operations.change_news_link(link, by=self.person, version=version, **words)
        return self.ok(NewsLinkOut(changed).data, etag=tag(changed))


class NewsDecisionApi(LibraryApi):
    """What is decided on an article."""

    access = Access.SIGNED_IN

    @extend_schema(request=ShelfDecisionIn, responses=NewsLinkOut)
    def post(self, request: Request, pk: int, public_id: str = "") -> Response:
        """Approve or decline."""
        link = queries.news_link(request.user, self.community, pk)
        done = self.decided(link, operations.approve_news_link, operations.decline_news_link)
        return self.ok(NewsLinkOut(done).data)


class ResourcesApi(LibraryApi):
    """The resources of a library."""

    access = Access.PUBLIC

    @extend_schema(parameters=ResourceFilters.parameters(), responses=ResourceOut(many=True))
    def get(self, request: Request, public_id: str = "") -> Response:
        """What was approved, by kind and title. Those who decide may ask for other states, and
        everybody for what they suggested."""
        resources = queries.visible_resources(request.user, self.community)
        return self.list(resources, ResourceOut, filters=ResourceFilters)

    @extend_schema(request=ResourceIn, responses={201: ResourceOut})
    def post(self, request: Request, public_id: str = "") -> Response:
        """Suggest something worth keeping; it is approved at once where the sender decides."""
        body = self.body(ResourceIn)
        made = operations.suggest_resource(self.community, by=self.person, **body)
        location = f"{request.path}{made.pk}/"
        return self.created(ResourceOut(made).data, location=location, etag=tag(made))


class ResourceApi(LibraryApi):
    """One resource."""

    access = Access.PUBLIC

    @extend_schema(responses=ResourceOut)
    def get(self, request: Request, pk: int, public_id: str = "") -> Response:
        """An approved one for everybody; else for those who decide and for who suggested it."""
        found = queries.resource(request.user, self.community, pk)
        return self.ok(ResourceOut(found).data, etag=tag(found))

    @extend_schema(parameters=[_IF_MATCH], request=ResourceIn, responses=ResourceOut)
    def put(self, request: Request, pk: int, public_id: str = "") -> Response:
        """Correct it; what is left out is empty afterwards."""
        found, version = queries.resource(request.user, self.community, pk), self.match_number()
        words = self.body(ResourceIn)
        changed = operations.change_resource(found, by=self.person, version=version, **words)
        return self.ok(ResourceOut(changed).data, etag=tag(changed))


class ResourceDecisionApi(LibraryApi):
    """What is decided on a resource."""

    access = Access.SIGNED_IN

    @extend_schema(request=ShelfDecisionIn, responses=ResourceOut)
    def post(self, request: Request, pk: int, public_id: str = "") -> Response:
        """Approve or decline."""
        found = queries.resource(request.user, self.community, pk)
        done = self.decided(found, operations.approve_resource, operations.decline_resource)
        return self.ok(ResourceOut(done).data)

"""The API of feeds, for those who decide what is shown."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.library import operations, queries
from communities.library.web.place import InLibrary
from communities.library.web.serializers import FeedIn, FeedOut
from rareshare.lib.access import Access
from rareshare.lib.api import Api


class FeedsApi(InLibrary, Api):
    """The feeds of a library."""

    access = Access.SIGNED_IN

    @extend_schema(responses=FeedOut(many=True))
    def get(self, request: Request, public_id: str = "") -> Response:
        """Those that are read now, with what went wrong last."""
        self.must_decide()
        feeds = queries.feeds_of(request.user, self.community)
        return self.list(feeds, FeedOut, order=("title", "id"))

    @extend_schema(request=FeedIn, responses={201: FeedOut})
    def post(self, request: Request, public_id: str = "") -> Response:
        """Add one; what it brings waits for a decision."""
        self.must_decide()
        feed = operations.add_feed(self.community, by=self.person, **self.body(FeedIn))
        return self.created(FeedOut(feed).data, location=f"{request.path}{feed.pk}/")


class FeedApi(InLibrary, Api):
    """One feed."""

    access = Access.SIGNED_IN

    @extend_schema(responses=FeedOut)
    def get(self, request: Request, pk: int, public_id: str = "") -> Response:
        """What is read, and how it went."""
        self.must_decide()
        return self.ok(FeedOut(queries.feed(request.user, self.community, pk)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int, public_id: str = "") -> Response:
        """Read it no more; what came out of it stays."""
        self.must_decide()
        operations.stop_feed(queries.feed(request.user, self.community, pk), by=self.person)
        return self.no_content()

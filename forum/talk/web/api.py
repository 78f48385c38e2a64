"""What the JSON doors of talk share, and search. Lists are rows of one statement."""

from typing import Any
from urllib.parse import urlencode

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.response import Response

from forum.talk import permissions, queries
from forum.talk.web import serializers
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid, NotAllowed

_MOST = 100
_HIT = list(serializers.HitRow().fields)  # what the schema promises of a hit, read from the row
PAGING = [
    OpenApiParameter("cursor", str, description="From `next` or `previous`."),
    OpenApiParameter("page_size", int, description="1 to 100; 20 where it is not sent."),
]


class TalkApi(Api):
    """What the doors of talk share."""

    access = Access.SIGNED_IN

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Where the community opened its talk everyone reads; nobody changes without a name."""
        if request.method not in SAFE_METHODS and not request.user.is_authenticated:
            raise NotAuthenticated("Send a token, or sign in.")
        super().initial(request, *args, **kwargs)

    def page_size(self) -> int:
        """How many rows the caller wants; Invalid where that is no number from 1 to 100."""
        text = self.request.query_params.get("page_size", "20")
        if not (text.isascii() and text.isdigit() and len(text) < 4 and 1 <= int(text) <= _MOST):
            raise Invalid("Ask for 1 to 100 rows.", field="page_size")
        return int(text)

    def link(self, **changes: Any) -> str | None:
        """The address of another page of this list; None where there is none."""
        if not all(changes.values()):
            return None
        query = {**self.request.query_params.dict(), **changes}
        return f"{self.request.path}?{urlencode(query)}"


class SearchApi(TalkApi):
    """Search over everything that the caller may read."""

    access = Access.PUBLIC
    reads = frozenset({"q", "community", "cursor"})

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, required=True),
            OpenApiParameter("community", str, description="Only in this community (its id)."),
            OpenApiParameter("cursor", str, description="From `next` or `previous`."),
        ],
        responses=serializers.HitList,
    )
    def get(self, request: Request) -> Response:
        """The best matches first, 20 a page."""
        community = request.query_params.get("community", "")
        if community:
            found_in = queries.community_for_talk(request.user, community)
            if not permissions.can_read_talk(request.user, found_in):
                raise NotAllowed("Join this community to search in it.")
        cursor = request.query_params.get("cursor", "1")
        page = int(cursor) if cursor.isascii() and cursor.isdigit() and len(cursor) < 4 else 1
        found = queries.search_posts(
            request.user, request.query_params.get("q", ""), community=community, page=page
        )
        return self.ok(
            {
                "results": [{name: getattr(hit, name) for name in _HIT} for hit in found.hits],
                "next": self.link(cursor=page + 1 if found.more else 0),
                "previous": self.link(cursor=page - 1),
            }
        )

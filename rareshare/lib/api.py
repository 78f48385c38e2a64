"""The base of every JSON door: access, cursor pages, ETag and If-Match, idempotency keys."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, cast
from urllib.parse import urlsplit, urlunsplit

from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponseBase
from rest_framework import exceptions, status
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from rareshare.lib import idempotency
from rareshare.lib.access import Access
from rareshare.lib.doors import Door, opened
from rareshare.lib.errors import Stale
from rareshare.lib.filters import CURSOR, PAGE_SIZE, Filters, refuse_unknown


class VersionNeeded(exceptions.APIException):
    """An edit must say which version it is based on (RFC 6585 section 3)."""

    status_code = 428
    default_detail = "Send If-Match with the ETag that you read."


class Cursor(CursorPagination):
    """Keyset pages: page 200 costs what page 1 costs, and there is no COUNT."""

    page_size = 25
    max_page_size = 100
    page_size_query_param = "page_size"
    cursor_query_param = "cursor"
    invalid_cursor_message = "This page mark was not made by us. Start from the first page."

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> Any:
        """The page that the cursor marks; a mark that no column can be compared with is none."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (ValueError, TypeError, ArithmeticError, ValidationError, DataError) as error:
            if self.cursor_query_param not in request.query_params:
                raise
            raise exceptions.NotFound(self.invalid_cursor_message) from error

    def encode_cursor(self, cursor: Any) -> str:
        """Path and query only: a link must not repeat what somebody wrote into the Host header."""
        return urlunsplit(("", "", *urlsplit(super().encode_cursor(cursor))[2:]))

    def get_paginated_response(self, data: Any) -> Response:
        """`{"results": […], "next": …, "previous": …}`."""
        return Response(
            {"results": data, "next": self.get_next_link(), "previous": self.get_previous_link()}
        )


class Api(APIView):
    """A JSON door: parse, call one operation or query, serialize."""

    access: ClassVar[Access]
    writing: ClassVar[Access | None] = None  # for methods that change, where it is not `access`
    answer_is_secret: ClassVar[bool] = False
    reads: ClassVar[frozenset[str]] = frozenset()  # names in the address that it reads itself

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the API's database role for the whole request."""
        with opened(Door.API):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """After access is settled, POSTs with a key run once."""
        super().initial(request, *args, **kwargs)
        if request.method == "POST" and "Idempotency-Key" in request.headers:
            handler = getattr(self, "post", None)
            if handler is not None:
                once = partial(idempotency.once, handler, secret=self.answer_is_secret)
                setattr(self, "post", once)  # noqa: B010 - this instance serves one request

    def body(self, serializer_class: type[BaseSerializer[Any]]) -> dict[str, Any]:
        """The validated input; unknown fields are ignored, wrong ones named with a pointer."""
        if not isinstance(self.request.data, dict):
            raise exceptions.ParseError("Send a JSON object.")
        serializer = serializer_class(data=self.request.data, context={"request": self.request})
        serializer.is_valid(raise_exception=True)
        return cast(dict[str, Any], serializer.validated_data)

    def list(
        self,
        rows: Any,
        serializer_class: type[BaseSerializer[Any]],
        *,
        order: Sequence[str] = ("-id",),
        filters: type[Filters] | None = None,
    ) -> Response:
        """One keyset page of `rows` in `order` (which must end in a unique column), or as `filters`
        say: those read the address and choose rows and order."""
        if filters is not None:
            rows, order = filters.apply(rows, self.request.query_params)
        else:
            refuse_unknown(self.request.query_params, self.reads | {CURSOR, PAGE_SIZE})
        paginator = Cursor()
        paginator.ordering = tuple(order)
        page: Any = paginator.paginate_queryset(rows, self.request, view=self)
        context = {"request": self.request, "view": self}
        return paginator.get_paginated_response(
            serializer_class(page, many=True, context=context).data
        )

    def ok(self, data: Any, *, etag: int | str | None = None) -> Response:
        """200 with the version as ETag; 304 where the reader has it already. What is asked in the
        address beside the names that the view reads is refused."""
        if self.request.method == "GET":
            refuse_unknown(self.request.query_params, self.reads)
        response = Response(data)
        if etag is not None:
            response["ETag"] = f'"{etag}"'
            if self.request.headers.get("If-None-Match") == response["ETag"]:
                return Response(status=304, headers={"ETag": response["ETag"]})
        return response

    def created(self, data: Any, *, location: str = "", etag: int | str | None = None) -> Response:
        """201 with where the new thing lives."""
        response = Response(data, status=status.HTTP_201_CREATED)
        if location:
            response["Location"] = location
        if etag is not None:
            response["ETag"] = f'"{etag}"'
        return response

    def no_content(self) -> Response:
        """204: done, nothing to tell."""
        return Response(status=status.HTTP_204_NO_CONTENT)

    def require_match(self, version: int | str) -> None:
        """An edit needs If-Match: 428 without it, 412 where the thing changed meanwhile."""
        wanted = self.request.headers.get("If-Match")
        if wanted is None:
            raise VersionNeeded
        if wanted.strip() not in {f'"{version}"', "*"}:
            raise Stale("It changed since you read it. Read it again, then send your change.")

    def match(self) -> str:
        """The version that If-Match names, for operations that compare it under their own lock."""
        wanted = self.request.headers.get("If-Match")
        if wanted is None:
            raise VersionNeeded
        return wanted.strip().strip('"')

    def match_number(self) -> int:
        """The number that If-Match names, before its first dot; `*` and whatever we never gave out
        match nothing that was read."""
        text = self.match().partition(".")[0]
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Stale("Read it again, then send its ETag in If-Match.")
        return int(text)

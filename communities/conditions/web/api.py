"""The catalogue as JSON: list, search, and all about one condition."""

import hashlib
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.conditions import queries
from communities.conditions.queries import Card
from communities.conditions.web.serializers import ConditionFull, ConditionLine
from rareshare.lib import json
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

MOST_FOUND = 25


class ConditionsApi(Api):
    """The conditions in use."""

    access = Access.PUBLIC

    @extend_schema(
        operation_id="conditions_list",
        parameters=[
            OpenApiParameter("q", str, description="any name, part of one, or a code"),
            OpenApiParameter("letter", str, description="a to z, or 0 for the rest"),
            OpenApiParameter("code", str, description="such as ORPHA:280062 or 280062"),
            OpenApiParameter("cursor", str),
            OpenApiParameter("page_size", int),
        ],
        responses=ConditionLine(many=True),
    )
    def get(self, request: Request) -> Response:
        """A search (`q`) has one page, the likeliest first; else all by name, with filters."""
        asked = request.query_params
        if "q" in asked:
            if "letter" in asked or "code" in asked:
                raise Invalid("Send q alone, without letter and code.", field="q")
            matches = queries.search_conditions(asked["q"], limit=MOST_FOUND)
            found = ConditionLine(matches, many=True).data
            return self.ok({"results": found, "next": None, "previous": None})
        return self.list(_filtered(asked), ConditionLine, order=("sort_name", "id"))


class ConditionApi(Api):
    """One condition, in use or retired."""

    access = Access.PUBLIC

    @extend_schema(operation_id="conditions_read", responses=ConditionFull)
    def get(self, request: Request, key: str) -> Response:
        """Names, codes, parents and children; the ETag changes with any of them."""
        data = _full(queries.card_by_key(key))
        return self.ok(data, etag=hashlib.sha256(json.dumps(data)).hexdigest()[:32])


def _filtered(asked: Any) -> Any:
    letter = clean_line(asked.get("letter", ""), "letter", limit=1).lower()
    if letter and letter not in "abcdefghijklmnopqrstuvwxyz0":
        raise Invalid("Send one letter from a to z, or 0.", field="letter")
    found = queries.conditions_in_use(letter)
    if code := clean_line(asked.get("code", ""), "code", limit=40):
        found = found & queries.conditions_with_code(code)
    return found


def _full(card: Card) -> dict[str, Any]:
    condition = card.condition
    replaced_by = condition.replaced_by.key if condition.replaced_by else None
    facts = {name: getattr(condition, name) for name in ("key", "slug", "name", "status")}
    rows = {name: getattr(card, name) for name in ("names", "codes", "parents", "children")}
    return dict(ConditionFull({**facts, "replaced_by": replaced_by, **rows}).data)

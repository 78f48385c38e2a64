"""The catalogue as JSON: list, search, and all about one condition."""

import hashlib
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.conditions import queries
from communities.conditions.queries import Card
from communities.conditions.web.filters import ConditionFilters
from communities.conditions.web.serializers import ConditionFull, ConditionLine
from rareshare.lib import json
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid

MOST_FOUND = 25
_ROWS = ("names", "codes", "parents", "children", "definitions", "prevalences", "sources")


class ConditionsApi(Api):
    """The conditions in use."""

    access = Access.PUBLIC
    reads = frozenset({"q"})

    @extend_schema(
        operation_id="conditions_list",
        parameters=[
            OpenApiParameter("q", str, description="any name, part of one, or a code"),
            *ConditionFilters.parameters(),
        ],
        responses=ConditionLine(many=True),
    )
    def get(self, request: Request) -> Response:
        """A search (`q`) has one page, the likeliest first; else all by name, with filters."""
        if "q" not in request.query_params:
            return self.list(queries.all_conditions(), ConditionLine, filters=ConditionFilters)
        if len(request.query_params) > 1:
            raise Invalid("Send q alone, without filters.", field="q")
        matches = queries.search_conditions(request.query_params["q"], limit=MOST_FOUND)
        found = ConditionLine(matches, many=True).data
        return self.ok({"results": found, "next": None, "previous": None})


class ConditionApi(Api):
    """One condition, in use or retired."""

    access = Access.PUBLIC

    @extend_schema(operation_id="conditions_read", responses=ConditionFull)
    def get(self, request: Request, key: str) -> Response:
        """Names, codes, parents and children, by key or slug; the ETag changes with any of them."""
        data = _full(queries.card_at(key))
        return self.ok(data, etag=hashlib.sha256(json.dumps(data)).hexdigest()[:32])


def _full(card: Card) -> dict[str, Any]:
    condition = card.condition
    replaced_by = condition.replaced_by.key if condition.replaced_by else None
    facts = {name: getattr(condition, name) for name in ("key", "slug", "name", "status", "level")}
    rows = {name: getattr(card, name) for name in _ROWS}
    return dict(ConditionFull({**facts, "replaced_by": replaced_by, **rows}).data)

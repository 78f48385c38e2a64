"""Studies as JSON: those of a community's illness, one study, and a person's own watches."""

import hashlib
import math
from typing import Any

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from communities.conditions import queries as conditions
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.trials import operations, queries
from communities.trials.models import Trial
from communities.trials.web.filters import NEAREST, TrialFilters
from communities.trials.web.serializers import NewsOut, TrialFull, TrialOut, WatchIn, WatchOut
from rareshare.lib import json
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid

MOST_PLACES = 5_000


class TrialsApi(Api):
    """The studies of a community's illness."""

    access = Access.PUBLIC
    reads = frozenset({*TrialFilters.base_filters, *TrialFilters.also, "ordering"})

    @extend_schema(parameters=TrialFilters.parameters(), responses=TrialOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """The newest first; with `near` each with its distance. A community without an illness has
        none."""
        near, km = _place(request)
        condition = groups.community_by_public_id(request.user, public_id).condition
        if condition is None:
            return self.list(Trial.objects.none(), TrialOut)
        found = queries.trials_of(request.user, condition, near=near, km=km)
        return self.list(found, TrialOut, filters=TrialFilters)


class TrialApi(Api):
    """One study."""

    access = Access.PUBLIC

    @extend_schema(responses=TrialFull)
    def get(self, request: Request, nct_id: str) -> Response:
        """With its places, the illnesses it is listed for, and how its status changed. The ETag
        changes with what the source says."""
        found: Any = queries.trial_by_number(request.user, nct_id)
        found.places_shown = found.places.order_by("pk")[:MOST_PLACES]
        found.conditions_shown = queries.conditions_of(request.user, found)
        found.history_shown = queries.history_of(request.user, found)
        data = TrialFull(found).data
        return self.ok(data, etag=hashlib.sha256(json.dumps(data)).hexdigest()[:32])


class Personal(Api):
    """What belongs to the caller alone."""

    @property
    def person(self) -> User:
        """Whoever holds the token."""
        return belonging.person(self.request.user)


class WatchesApi(Personal):
    """The caller's own wishes."""

    access = Access.SIGNED_IN

    @extend_schema(responses=WatchOut(many=True))
    def get(self, request: Request) -> Response:
        """The newest first."""
        return self.list(queries.watches_of(request.user), WatchOut)

    @extend_schema(request=WatchIn, responses={201: WatchOut})
    def post(self, request: Request) -> Response:
        """Ask to hear of studies; asked again for the same illness, it changes where."""
        asked = self.body(WatchIn)
        watch = operations.watch_trials(
            conditions.condition_by_key(asked["condition"]),
            by=self.person,
            near=asked["near"],
            distance=asked["distance_km"],
        )
        location = reverse("trials-api:watch", args=[watch.pk])
        return self.created(WatchOut(watch).data, location=location)


class WatchApi(Personal):
    """One wish of the caller."""

    access = Access.SIGNED_IN

    @extend_schema(responses=WatchOut)
    def get(self, request: Request, pk: int) -> Response:
        """The wish."""
        return self.ok(WatchOut(queries.watch_of(request.user, pk)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Stop."""
        operations.stop_watching_trials(queries.watch_of(request.user, pk), by=self.person)
        return self.no_content()


class NewsApi(Personal):
    """What the caller was told of."""

    access = Access.SIGNED_IN

    @extend_schema(responses=NewsOut(many=True))
    def get(self, request: Request) -> Response:
        """The newest first."""
        return self.list(queries.news_for(request.user), NewsOut)


class NewsReadApi(Personal):
    """The caller has read the news."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses={204: None})
    def post(self, request: Request) -> Response:
        """Note it; nothing is removed."""
        operations.read_trial_news(by=self.person)
        return self.no_content()


def _place(request: Request) -> tuple[queries.Point | None, float | None]:
    """The point and the distance that are asked for; a distance or an order needs a point."""
    near, distance = (request.query_params.get(name, "") for name in ("near", "distance"))
    if not near:
        if distance:
            raise Invalid("Send near with distance.", field="distance")
        if request.query_params.get("ordering") == NEAREST:
            raise Invalid("Send near with this order.", field="ordering")
        return None, None
    return queries.point_of(near), _km(distance)


def _km(text: str) -> float | None:
    if not text:
        return None
    try:
        km = float(text)
    except ValueError:
        km = math.nan
    if not 0 < km <= 20_100:
        raise Invalid("Send a number of kilometers up to 20,100.", field="distance")
    return km

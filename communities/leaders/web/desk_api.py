"""The lists of those who decide who leads."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.groups.web.api import CommunityApi
from communities.leaders import queries
from communities.leaders.web import serializers
from communities.leaders.web.filters import AllApplicationFilters, LedFilters
from rareshare.lib.access import Access


class AllApplicationsApi(CommunityApi):
    """Applications to all communities, for moderators and administrators."""

    access = Access.STAFF

    @extend_schema(
        parameters=AllApplicationFilters.parameters(), responses=serializers.OfferOut(many=True)
    )
    def get(self, request: Request) -> Response:
        """What waits is `?state=waiting&ordering=created`, the oldest first."""
        rows = queries.all_applications(self.person)
        return self.list(rows, serializers.OfferOut, filters=AllApplicationFilters)


class LedCommunitiesApi(CommunityApi):
    """How communities are led, for moderators and administrators."""

    access = Access.STAFF

    @extend_schema(parameters=LedFilters.parameters(), responses=serializers.LedOut(many=True))
    def get(self, request: Request) -> Response:
        """Open communities: who has no living leader, and whose term ends soon."""
        rows = queries.led_communities(self.person)
        return self.list(rows, serializers.LedOut, filters=LedFilters)

"""The API of this room."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as accounts
from communities.people import operations, queries
from communities.people.web.serializers import OwnProfileChange, OwnProfileOut, PersonOut
from rareshare.lib.access import Access
from rareshare.lib.api import Api


class PersonApi(Api):
    """One person, as the caller may see them."""

    access = Access.PUBLIC

    @extend_schema(responses=PersonOut)
    def get(self, request: Request, public_id: str) -> Response:
        """What they chose to show. Whoever asks for very many people is stopped (429)."""
        if request.user.is_authenticated:
            operations.watch_reading(accounts.person(request.user), [public_id])
        response = self.ok(PersonOut(queries.person_for(request.user, public_id)).data)
        response["Cache-Control"] = "no-store, private"
        return response


class ProfileApi(Api):
    """What I tell about myself, and who may see each part."""

    access = Access.SIGNED_IN

    @extend_schema(responses=OwnProfileOut)
    def get(self, request: Request) -> Response:
        """Everything; the version is the ETag."""
        profile = queries.own_profile(accounts.person(request.user))
        return self.ok(OwnProfileOut(profile).data, etag=profile.version)

    @extend_schema(request=OwnProfileChange, responses=OwnProfileOut)
    def patch(self, request: Request) -> Response:
        """Change parts, or who may see them; needs If-Match with the version that was read."""
        me = accounts.person(request.user)
        self.require_match(queries.own_profile(me).version)
        changes = self.body(OwnProfileChange)
        version = self.match_number() if self.match() != "*" else None
        profile = operations.change_own_profile(me, by=me, changes=changes, version=version)
        return self.ok(OwnProfileOut(profile).data, etag=profile.version)

"""The API of this room. Addresses name a community by its public id, never by its illness."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from communities.groups import operations, permissions, queries, watching
from communities.groups.models import Community, Membership
from communities.groups.web.filters import CommunityFilters, MemberFilters
from communities.groups.web.serializers import (
    CommunityOut,
    JoinIn,
    MemberOut,
    MembershipChange,
    MembershipIn,
    MembershipOut,
)
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid, NotFound


class CommunityApi(Api):
    """What the doors of one community share."""

    @property
    def person(self) -> User:
        """Whoever holds the token."""
        return permissions.person(self.request.user)

    def community(self, public_id: str) -> Community:
        """The community, as far as the caller may know of it."""
        return queries.community_by_public_id(self.request.user, public_id)


class CommunitiesApi(Api):
    """All open communities, or those that a search finds."""

    access = Access.PUBLIC

    reads = frozenset({"q"})

    @extend_schema(
        parameters=[
            OpenApiParameter("q", str, description="A name, spelling or code; alone."),
            *CommunityFilters.parameters(),
        ],
        responses=CommunityOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """Those that can be joined, in the order of their names, or as asked. A search (`q`) has
        one page, the likeliest first, each with the reason."""
        asked = request.query_params
        if "q" in asked:
            if len(asked) > 1:
                raise Invalid("Send q alone, without filters.", field="q")
            return self._found(asked["q"].strip())
        rows = queries.communities_visible_to(request.user).select_related("condition")
        rows = rows if asked.get("state") else queries.open_communities(request.user)
        return self.list(rows, CommunityOut, filters=CommunityFilters)

    def _found(self, text: str) -> Response:
        search = queries.find_communities(self.request.user, text)
        results = [
            {**CommunityOut(finding.community).data, "why": finding.why}
            for finding in search.findings
            if finding.community is not None
        ]
        return self.ok({"results": results, "next": None, "previous": None})


class OneCommunityApi(CommunityApi):
    """One community."""

    access = Access.PUBLIC

    @extend_schema(responses=CommunityOut)
    def get(self, request: Request, public_id: str) -> Response:
        """What everybody may know of it, by its public id or by the slug of its public page."""
        community = queries.community_at(request.user, public_id)
        return self.ok(CommunityOut(community).data)


class MembershipApi(CommunityApi):
    """The caller's own membership. A change needs If-Match: an old copy must not show somebody to
    more people than they chose last."""

    access = Access.SIGNED_IN

    @extend_schema(responses=MembershipOut)
    def get(self, request: Request, public_id: str) -> Response:
        """The membership; 404 for those who are not members."""
        community = self.community(public_id)
        membership = permissions.standing(self.person, community).membership
        if membership is None:
            raise NotFound
        return self._answer(membership)

    @extend_schema(request=JoinIn, responses={201: MembershipOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Join."""
        community = self.community(public_id)
        role = self.body(JoinIn)["role"]
        membership = operations.join_community(community, by=self.person, role=role)
        version = queries.membership_version(membership)
        return self.created(self._told(membership), location=request.path, etag=version)

    @extend_schema(request=MembershipIn, responses=MembershipOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Choose everything anew."""
        return self._change(public_id, self.body(MembershipIn))

    @extend_schema(request=MembershipChange, responses=MembershipOut)
    def patch(self, request: Request, public_id: str) -> Response:
        """Change the role, who may see the membership, or what comes by e-mail."""
        changes = self.body(MembershipChange)
        if not changes:
            raise Invalid("Send role, visibility or follow.")
        return self._change(public_id, changes)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Leave. A leader leads no more then."""
        operations.leave_community(self.community(public_id), by=self.person)
        return self.no_content()

    def _change(self, public_id: str, changes: dict[str, Any]) -> Response:
        community, known = self.community(public_id), self.match()
        version = "" if known == "*" else known or "none"
        changed = operations.change_membership(
            community, by=self.person, version=version, **changes
        )
        return self._answer(changed)

    def _answer(self, membership: Membership) -> Response:
        return self.ok(self._told(membership), etag=queries.membership_version(membership))

    def _told(self, membership: Membership) -> dict[str, Any]:
        follow = queries.chosen_level(self.person, membership.community)
        return MembershipOut(
            {
                "community": membership.community,
                "role": membership.role,
                "visibility": membership.visibility,
                "follow": follow,
                "joined_at": membership.joined_at,
            }
        ).data


class MembersApi(CommunityApi):
    """The members who chose to be seen, for members only."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=MemberFilters.parameters(), responses=MemberOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """The newest first. Whoever reads the lists of many communities is stopped (429)."""
        members = queries.members_of(request.user, self.community(public_id))
        page = self.list(members, MemberOut, filters=MemberFilters)
        watching.people_shown(self.person, [row["person"] for row in page.data["results"]])
        return page

"""The API of what stands on a page and stood there: sections, their versions, references."""

from typing import ClassVar

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from communities.groups import permissions as belonging
from communities.groups import queries as groups
from communities.groups.models import Community
from communities.pages import operations, queries
from communities.pages.states import State
from communities.pages.web.serializers import (
    DiffOut,
    ReferenceIn,
    ReferenceOut,
    RevertIn,
    SectionIn,
    SectionOut,
    VersionOut,
)
from rareshare.lib import filters
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid

_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag of what you read; "0" for a text that is not there yet.',
)


class PageApi(Api):
    """What the doors to the page of one community share."""

    @property
    def person(self) -> User:
        """Whoever holds the token."""
        return belonging.person(self.request.user)

    def community(self, public_id: str) -> Community:
        """The community, as far as the caller may know of it."""
        return groups.community_by_public_id(self.request.user, public_id)


class SectionsApi(PageApi):
    """All written sections."""

    access = Access.PUBLIC

    @extend_schema(responses=SectionOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """In a reader's order; there are never more than eleven."""
        contents = queries.contents_of(request.user, self.community(public_id))
        data = SectionOut(contents.sections.values(), many=True).data
        return self.ok({"results": data, "next": None, "previous": None})


class SectionApi(PageApi):
    """One section: everybody reads it, leaders write it."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    @extend_schema(responses=SectionOut)
    def get(self, request: Request, public_id: str, kind: str) -> Response:
        """The published text; its number is the ETag."""
        section = queries.section_of(request.user, self.community(public_id), kind)
        return self.ok(SectionOut(section).data, etag=section.number)

    @extend_schema(parameters=[_IF_MATCH], request=SectionIn, responses=SectionOut)
    def put(self, request: Request, public_id: str, kind: str) -> Response:
        """Publish a new text, or find out that somebody else did."""
        community = self.community(public_id)
        queries.section_to_write(request.user, community, kind)
        version = self.match_number()
        written = operations.write_section(
            community, kind, by=self.person, version=version, **self.body(SectionIn)
        )
        return self.ok(SectionOut(written).data, etag=written.number)


class VersionFilters(filters.Filters):
    """Which texts of a section to list."""

    state = filters.ChoiceFilter(choices=State.choices)
    reviewed = filters.YesNoFilter(field_name="reviewed_at", lookup_expr="isnull", exclude=True)
    orders: ClassVar = {"-version": ("-number", "-id"), "version": ("number", "id")}


class VersionsApi(PageApi):
    """The history of one section."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=VersionFilters.parameters(), responses=VersionOut(many=True))
    def get(self, request: Request, public_id: str, kind: str) -> Response:
        """The newest first; for members and the community's experts."""
        versions = queries.versions_of(request.user, self.community(public_id), kind)
        return self.list(versions, VersionOut, filters=VersionFilters)


class VersionApi(PageApi):
    """One text of the history."""

    access = Access.SIGNED_IN

    @extend_schema(responses=VersionOut)
    def get(self, request: Request, public_id: str, kind: str, number: int) -> Response:
        """The text, as it stood on the page."""
        version = queries.version_of(request.user, self.community(public_id), kind, number)
        return self.ok(VersionOut(version).data)


class RevertApi(PageApi):
    """Bring an earlier text back, as a new version."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=[_IF_MATCH], request=RevertIn, responses=SectionOut)
    def post(self, request: Request, public_id: str, kind: str, number: int) -> Response:
        """For leaders, with a reason; If-Match names the text that stands now."""
        community = self.community(public_id)
        queries.section_to_write(request.user, community, kind)
        queries.version_of(request.user, community, kind, number)
        version = self.match_number()
        written = operations.revert_section(
            community,
            kind,
            by=self.person,
            number=number,
            version=version,
            **self.body(RevertIn),
        )
        return self.ok(SectionOut(written).data, etag=written.number)


class DiffApi(PageApi):
    """The words between two texts of one section."""

    access = Access.SIGNED_IN
    reads = frozenset({"old", "new"})

    @extend_schema(
        parameters=[
            OpenApiParameter("old", int, required=True),
            OpenApiParameter("new", int, required=True),
        ],
        responses=DiffOut,
    )
    def get(self, request: Request, public_id: str, kind: str) -> Response:
        """`?old=1&new=2`; for those who may see both."""
        old, new = self._number("old"), self._number("new")
        community = self.community(public_id)
        found = queries.comparison_of(request.user, community, kind, old, new)
        return self.ok(DiffOut(found).data)

    def _number(self, name: str) -> int:
        text = self.request.query_params.get(name, "")
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise Invalid("Send the number of a text.", field=name)
        return int(text)


class ReferenceFilters(filters.Filters):
    """Which works to list."""

    year = filters.NumberFilter(min_value=0, max_value=9999)
    orders: ClassVar = {
        "authors": ("authors", "year", "id"),
        "-year": ("-year", "-id"),
        "year": ("year", "id"),
    }


class ReferencesApi(PageApi):
    """The works that the page rests on: everybody reads them, leaders add to them."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    @extend_schema(parameters=ReferenceFilters.parameters(), responses=ReferenceOut(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        """By their authors."""
        works = queries.references_of(request.user, self.community(public_id))
        return self.list(works, ReferenceOut, filters=ReferenceFilters)

    @extend_schema(request=ReferenceIn, responses={201: ReferenceOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Add a work."""
        work = self.body(ReferenceIn)
        added = operations.add_reference(self.community(public_id), by=self.person, work=work)
        location = reverse("pages-api:reference", args=[public_id, added.pk])
        return self.created(ReferenceOut(added).data, location=location, etag=added.version)


class ReferenceApi(PageApi):
    """One work."""

    access = Access.PUBLIC
    writing = Access.SIGNED_IN

    @extend_schema(responses=ReferenceOut)
    def get(self, request: Request, public_id: str, pk: int) -> Response:
        """The work, as it stands on the page."""
        reference = queries.reference_in(request.user, self.community(public_id), pk)
        return self.ok(ReferenceOut(reference).data, etag=reference.version)

    @extend_schema(parameters=[_IF_MATCH], request=ReferenceIn, responses=ReferenceOut)
    def put(self, request: Request, public_id: str, pk: int) -> Response:
        """Correct what stands about it; for leaders."""
        reference = queries.reference_in(request.user, self.community(public_id), pk)
        version, work = self.match_number(), self.body(ReferenceIn)
        changed = operations.change_reference(reference, by=self.person, work=work, version=version)
        return self.ok(ReferenceOut(changed).data, etag=changed.version)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, public_id: str, pk: int) -> Response:
        """Take it off the page."""
        reference = queries.reference_in(request.user, self.community(public_id), pk)
        operations.remove_reference(reference, by=self.person)
        return self.no_content()

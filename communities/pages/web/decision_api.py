"""The API of what people ask of a section: suggestions with their decision, and reviews."""

from typing import ClassVar

from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from communities.pages import operations, queries
from communities.pages.models import Suggestion
from communities.pages.states import SuggestionState, Verdict
from communities.pages.web.api import PageApi
from communities.pages.web.serializers import (
    ReviewIn,
    ReviewOut,
    SuggestionDecisionIn,
    SuggestionIn,
    SuggestionOut,
)
from rareshare.lib import filters
from rareshare.lib.access import Access
from rareshare.lib.errors import NotFound, Stale

_IF_MATCH = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description='The ETag of the text that stands now; "0" where there is none.',
)


class SuggestionFilters(filters.Filters):
    """Which suggestions to list."""

    state = filters.ChoiceFilter(choices=SuggestionState.choices)
    orders: ClassVar = {"-made": ("-id",), "made": ("id",)}


class SuggestionsApi(PageApi):
    """The texts that members suggested for one section."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=SuggestionFilters.parameters(), responses=SuggestionOut(many=True))
    def get(self, request: Request, public_id: str, kind: str) -> Response:
        """Leaders read all of them, everybody else their own."""
        rows = queries.suggestions_in(
            request.user, self.community(public_id), queries.known_kind(kind)
        )
        return self.list(rows, SuggestionOut, filters=SuggestionFilters)

    @extend_schema(parameters=[_IF_MATCH], request=SuggestionIn, responses={201: SuggestionOut})
    def post(self, request: Request, public_id: str, kind: str) -> Response:
        """Suggest a text; If-Match names the one that was read."""
        community = self.community(public_id)
        queries.section_to_suggest(request.user, community, kind)
        version = self.match_number()
        made = operations.suggest_text(
            community, kind, by=self.person, version=version, **self.body(SuggestionIn)
        )
        location = reverse("pages-api:suggestion", args=[public_id, kind, made.pk])
        return self.created(SuggestionOut(made).data, location=location)


class SuggestionPart(PageApi):
    """What the doors to one suggestion share."""

    def suggestion(self, public_id: str, kind: str, pk: int) -> Suggestion:
        """The suggestion, for those who may know of it."""
        found = queries.suggestion_in(self.request.user, self.community(public_id), pk)
        if found.section.kind != kind:
            raise NotFound
        return found


class SuggestionApi(SuggestionPart):
    """One suggestion."""

    access = Access.SIGNED_IN

    @extend_schema(responses=SuggestionOut)
    def get(self, request: Request, public_id: str, kind: str, pk: int) -> Response:
        """For its writer and for leaders."""
        return self.ok(SuggestionOut(self.suggestion(public_id, kind, pk)).data)


class DecisionApi(SuggestionPart):
    """What a leader decides."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=[_IF_MATCH], request=SuggestionDecisionIn, responses=SuggestionOut)
    def post(self, request: Request, public_id: str, kind: str, pk: int) -> Response:
        """Accepting needs If-Match with the text that stands, declining needs a reason."""
        suggestion = self.suggestion(public_id, kind, pk)
        said = self.body(SuggestionDecisionIn)
        if said.pop("state") == SuggestionState.DECLINED:
            operations.decline_suggestion(suggestion, by=self.person, reason=said["reason"])
        else:
            said.pop("reason")
            version = self.match_number()
            operations.accept_suggestion(suggestion, by=self.person, version=version, **said)
        return self.ok(SuggestionOut(self.suggestion(public_id, kind, pk)).data)


class WithdrawalApi(SuggestionPart):
    """Taking one's own suggestion back."""

    access = Access.SIGNED_IN

    @extend_schema(request=None, responses=SuggestionOut)
    def post(self, request: Request, public_id: str, kind: str, pk: int) -> Response:
        """While it waits."""
        suggestion = self.suggestion(public_id, kind, pk)
        operations.withdraw_suggestion(suggestion, by=self.person)
        return self.ok(SuggestionOut(self.suggestion(public_id, kind, pk)).data)


class ReviewFilters(filters.Filters):
    """Which reviews to list."""

    verdict = filters.ChoiceFilter(choices=Verdict.choices)
    orders: ClassVar = {"-at": ("-id",), "at": ("id",)}


class ReviewsApi(PageApi):
    """What experts said about the texts of one section."""

    access = Access.SIGNED_IN

    @extend_schema(parameters=ReviewFilters.parameters(), responses=ReviewOut(many=True))
    def get(self, request: Request, public_id: str, kind: str) -> Response:
        """For members and the community's experts; what a text lacks is for leaders and experts."""
        rows = queries.reviews_of(request.user, self.community(public_id), kind)
        return self.list(rows, ReviewOut, filters=ReviewFilters)

    @extend_schema(parameters=[_IF_MATCH], request=ReviewIn, responses={201: ReviewOut})
    def post(self, request: Request, public_id: str, kind: str) -> Response:
        """Review exactly the text that If-Match names."""
        present = queries.section_to_review(request.user, self.community(public_id), kind)
        if self.match_number() != present.number:
            raise Stale("There is a newer text. Read it, then review that one.")
        made = operations.review_section(present, by=self.person, **self.body(ReviewIn))
        return self.created(ReviewOut(made).data)

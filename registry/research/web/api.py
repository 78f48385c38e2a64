"""Counts, inquiries and applications for programs."""

from typing import Any, cast

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from accounts.models import User
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Invalid
from rareshare.lib.web.visitor import network_of
from registry.research import operations, queries, texts
from registry.research.models import Application, Inquiry
from registry.research.queries import Question
from registry.research.web import asking
from registry.research.web.serializers import (
    AgreementIn,
    AgreementOut,
    ApplicationEdit,
    ApplicationIn,
    ApplicationOut,
    ContactOut,
    CountOut,
    InquiryIn,
    InquiryOut,
    ProfileIn,
    ProfileOut,
    QuestionIn,
)

_MENU = [
    OpenApiParameter("condition", str, required=True),
    OpenApiParameter("age_band", str),
    OpenApiParameter("region", str),
]


class CountsApi(Api):
    """Whether there are enough people; how exact the answer is depends on who asks."""

    access = Access.PUBLIC
    reads = frozenset(one.name for one in _MENU)

    @extend_schema(parameters=_MENU, responses=CountOut, summary="Ask for a protected count")
    def get(self, request: Request) -> Response:
        """Answer one question of the closed menu."""
        serializer = QuestionIn(data=request.query_params)
        serializer.is_valid(raise_exception=True)
        values = cast(dict[str, Any], serializer.validated_data)
        by = request.user if isinstance(request.user, User) else None
        answer = operations.ask_count(_question(values), by=by, address=network_of(request))
        return self.ok(CountOut(asking.as_json(answer)).data)


class ProfileApi(Api):
    """Where a researcher works, and the rules."""

    access = Access.RESEARCHER

    @extend_schema(responses=ProfileOut, summary="Rules and profile")
    def get(self, request: Request) -> Response:
        """The rules, and what was stated."""
        return self.ok(_profile(request))

    @extend_schema(request=ProfileIn, responses=ProfileOut, summary="Accept the rules")
    def put(self, request: Request) -> Response:
        """State an institution and accept the rules that were read."""
        operations.accept_rules(by=people.person(request.user), **self.body(ProfileIn))
        return self.ok(_profile(request))


class InquiriesApi(Api):
    """A researcher's own inquiries."""

    access = Access.RESEARCHER

    @extend_schema(responses=InquiryOut(many=True), summary="My inquiries")
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        return self.list(queries.inquiries_of(request.user), InquiryOut)

    @extend_schema(request=InquiryIn, responses={201: InquiryOut}, summary="Ask, and keep it")
    def post(self, request: Request) -> Response:
        """Ask whether there are enough people."""
        values = self.body(InquiryIn)
        inquiry = operations.ask_inquiry(
            _question(values), by=people.person(request.user), about=values["about"]
        )
        return self.created(InquiryOut(inquiry).data)


class ApplicationsApi(Api):
    """A researcher's own applications."""

    access = Access.RESEARCHER

    @extend_schema(responses=ApplicationOut(many=True), summary="My applications")
    def get(self, request: Request) -> Response:
        """List them, newest first."""
        return self.list(queries.applications_of(request.user), ApplicationOut)

    @extend_schema(request=ApplicationIn, responses={201: ApplicationOut}, summary="Start a draft")
    def post(self, request: Request) -> Response:
        """Begin an application, from an inquiry or about a condition."""
        values = self.body(ApplicationIn)
        key, inquiry = values.pop("condition"), _inquiry(request, values.pop("inquiry"))
        condition = inquiry.condition if inquiry else asking.condition_named(key)
        application = operations.start_application(
            by=people.person(request.user), condition=condition, values=values, inquiry=inquiry
        )
        location = f"/api/v1/research/applications/{application.public_id}/"
        return self.created(
            ApplicationOut(application).data, location=location, etag=application.version
        )


class ApplicationApi(Api):
    """One application."""

    access = Access.SIGNED_IN

    @extend_schema(responses=ApplicationOut, summary="One application")
    def get(self, request: Request, public_id: str) -> Response:
        """For its researcher, for the board without those in conflict, and for staff."""
        return _application(self, queries.application_for(request.user, public_id))

    @extend_schema(request=ApplicationEdit, responses=ApplicationOut, summary="Change a draft")
    def patch(self, request: Request, public_id: str) -> Response:
        """Change what is sent; If-Match names the version that was read."""
        application = queries.application_for(request.user, public_id)
        application = operations.edit_application(
            application,
            by=people.person(request.user),
            values=self.body(ApplicationEdit),
            version=self.match_number(),
        )
        return _application(self, application)


class SubmissionApi(Api):
    """Sending an application to the board."""

    access = Access.RESEARCHER

    @extend_schema(request=None, responses=ApplicationOut, summary="Send it to the board")
    def post(self, request: Request, public_id: str) -> Response:
        """Send it; everything must be there."""
        application = queries.application_for(request.user, public_id)
        by = people.person(request.user)
        return _application(self, operations.submit_application(application, by=by))


class WithdrawalApi(Api):
    """Taking an application back."""

    access = Access.RESEARCHER

    @extend_schema(request=None, responses=ApplicationOut, summary="Take it back")
    def post(self, request: Request, public_id: str) -> Response:
        """Take it back before it is active."""
        application = queries.application_for(request.user, public_id)
        by = people.person(request.user)
        return _application(self, operations.withdraw_application(application, by=by))


class AgreementApi(Api):
    """The agreement of use."""

    access = Access.RESEARCHER

    @extend_schema(responses=AgreementOut, summary="The text to sign")
    def get(self, request: Request, public_id: str) -> Response:
        """The text and its hash."""
        return self.ok(_agreement(queries.application_for(request.user, public_id)))

    @extend_schema(request=AgreementIn, responses={201: AgreementOut}, summary="Sign it")
    def post(self, request: Request, public_id: str) -> Response:
        """Sign the text that was read; the study is active from then on."""
        application = queries.application_for(request.user, public_id)
        operations.sign_agreement(
            application, by=people.person(request.user), **self.body(AgreementIn)
        )
        return self.created(_agreement(queries.application_for(request.user, public_id)))


class ReleasesApi(Api):
    """Those who said yes."""

    access = Access.RESEARCHER

    @extend_schema(responses=ContactOut(many=True), summary="Contacts that were released")
    def get(self, request: Request, public_id: str) -> Response:
        """How to reach them; each look is noted for the participant."""
        application = queries.application_for(request.user, public_id)
        releases = operations.open_contacts(application, by=people.person(request.user))
        rows = ContactOut(releases, many=True).data
        return self.ok({"results": rows, "next": None, "previous": None})


def _question(values: dict[str, Any]) -> Question:
    condition = asking.condition_named(values["condition"])
    return Question(condition, values["age_band"], values["region"])


def _application(view: Api, application: Application) -> Response:
    return view.ok(ApplicationOut(application).data, etag=application.version)


def _inquiry(request: Request, public_id: str) -> Inquiry | None:
    if not public_id:
        return None
    found = queries.inquiries_of(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Invalid("There is no such inquiry of yours.", field="inquiry")
    return found


def _agreement(application: Application) -> dict[str, Any]:
    signed = getattr(application, "agreement", None)
    text = texts.agreement()
    data = {"text": text.text, "sha256": text.sha256, "signed_at": signed.at if signed else None}
    return cast(dict[str, Any], AgreementOut(data).data)


def _profile(request: Request) -> dict[str, Any]:
    found, rules = queries.researcher_of(request.user), texts.rules()
    data = {
        "institution": found.institution if found else "",
        "orcid": found.orcid if found else "",
        "accepted": bool(found and found.rules_sha256 == rules.sha256),
        "locked": bool(found and found.locked_at),
        "rules": rules.text,
        "rules_sha256": rules.sha256,
    }
    return cast(dict[str, Any], ProfileOut(data).data)

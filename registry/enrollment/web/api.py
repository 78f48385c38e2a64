"""Enrollment for programs: every state change is a sub-resource, in the same order as the pages."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts import queries as people
from accounts.models import User
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from registry.enrollment import operations, queries
from registry.enrollment.models import Participant, Screening
from registry.enrollment.signing import Signing
from registry.enrollment.states import Decision
from registry.enrollment.web import serializers


class OwnApi(Api):
    """Doors of the signed-in person."""

    access = Access.SIGNED_IN

    @property
    def person(self) -> User:
        """Who asks."""
        return people.person(self.request.user)

    def one(self, reference: str) -> Participant:
        """One of those for whom the person acts."""
        return queries.participant_by_reference(self.person, reference)


class ScreeningsApi(OwnApi):
    """Screenings."""

    @extend_schema(request=serializers.ScreeningIn, responses={201: serializers.ScreeningOut})
    def post(self, request: Request) -> Response:
        """Start, or go on with the open one."""
        answers = self.body(serializers.ScreeningIn)
        started = operations.start_screening(by=self.person, answers=answers).screening
        return self.created(
            serializers.ScreeningOut(started).data,
            location=f"/api/v1/registry/screenings/{started.public_id}/",
            etag=started.version,
        )


class ScreeningApi(OwnApi):
    """One screening."""

    @extend_schema(responses=serializers.ScreeningOut)
    def get(self, request: Request, public_id: str) -> Response:
        """How far it came."""
        return self._out(queries.screening_by_id(self.person, public_id))

    @extend_schema(request=serializers.ScreeningIn, responses=serializers.ScreeningOut)
    def patch(self, request: Request, public_id: str) -> Response:
        """Save some answers; If-Match names the version that was read."""
        screening = queries.screening_by_id(self.person, public_id)
        self.require_match(screening.version)
        answers = self.body(serializers.ScreeningIn)
        return self._out(
            operations.answer_screening(
                screening, by=self.person, answers=answers, version=screening.version
            )
        )

    def _out(self, screening: Screening) -> Response:
        return self.ok(serializers.ScreeningOut(screening).data, etag=screening.version)


class SubmissionApi(OwnApi):
    """The end of a screening."""

    @extend_schema(request=None, responses=serializers.ScreeningOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Decide; `enrollment` is the reference to go on with."""
        screening = queries.screening_by_id(self.person, public_id)
        done = operations.submit_screening(screening, by=self.person)
        return self.ok(serializers.ScreeningOut(done).data)


class ConsentDocumentsApi(Api):
    """The texts that can be signed now."""

    access = Access.PUBLIC

    @extend_schema(responses=serializers.ConsentDocumentOut(many=True))
    def get(self, request: Request) -> Response:
        """All of them, with text and SHA-256."""
        rows = queries.published_versions()
        return self.list(rows, serializers.ConsentDocumentOut, order=("id",))


class EnrollmentsApi(OwnApi):
    """The enrollments for which one acts."""

    @extend_schema(responses=serializers.EnrollmentOut(many=True))
    def get(self, request: Request) -> Response:
        """The oldest first."""
        rows = queries.participants_of(self.person)
        return self.list(rows, serializers.EnrollmentOut, order=("id",))


class EnrollmentApi(OwnApi):
    """One enrollment."""

    @extend_schema(responses=serializers.EnrollmentOut)
    def get(self, request: Request, reference: str) -> Response:
        """Its state and the next step."""
        found = self.one(reference)
        return self.ok(serializers.EnrollmentOut(found).data, etag=found.version)


class ConsentsApi(OwnApi):
    """What was signed or refused."""

    @extend_schema(responses=serializers.ConsentOut(many=True))
    def get(self, request: Request, reference: str) -> Response:
        """Every copy, newest first."""
        copies = queries.consent_copies(self.person, self.one(reference))
        results = [serializers.consent_json(copy) for copy in copies]
        return self.ok({"results": results, "next": None, "previous": None})

    @extend_schema(request=serializers.ConsentIn, responses={201: serializers.ConsentOut})
    def post(self, request: Request, reference: str) -> Response:
        """Sign or refuse the current text; another hash is 409. A signature needs the password."""
        found, data = self.one(reference), self.body(serializers.ConsentIn)
        if data["decision"] == Decision.REFUSED:
            done = operations.refuse_consent(found, by=self.person, sha256=data["sha256"])
        else:
            done = operations.sign_consent(found, by=self.person, signing=_signing(data))
        newest = queries.consent_copies(self.person, done)[0]
        return self.created(serializers.consent_json(newest), etag=done.version)


class AssentApi(OwnApi):
    """The child's own word."""

    @extend_schema(request=serializers.ConsentIn, responses={201: serializers.ConsentOut})
    def post(self, request: Request, reference: str) -> Response:
        """The child says yes or no to the text for its age."""
        found, data = self.one(reference), self.body(serializers.ConsentIn)
        agrees = data["decision"] == Decision.GIVEN
        done = operations.answer_assent(
            found, by=self.person, agrees=agrees, signing=_signing(data)
        )
        newest = queries.consent_copies(self.person, done)[0]
        return self.created(serializers.consent_json(newest), etag=done.version)


class PermissionsApi(OwnApi):
    """The twelve sharing questions."""

    @extend_schema(responses=serializers.PermissionsOut)
    def get(self, request: Request, reference: str) -> Response:
        """All of them, with the answers that count now."""
        return self._out(self.one(reference))

    @extend_schema(request=serializers.PermissionsIn, responses=serializers.PermissionsOut)
    def post(self, request: Request, reference: str) -> Response:
        """Answer them to finish joining."""
        found, data = self.one(reference), self.body(serializers.PermissionsIn)
        answers = data["permissions"]
        return self._out(operations.answer_permissions(found, by=self.person, answers=answers))

    @extend_schema(request=serializers.PermissionsIn, responses=serializers.PermissionsOut)
    def patch(self, request: Request, reference: str) -> Response:
        """Change some; If-Match names the version that was read."""
        found = self.one(reference)
        self.require_match(found.version)
        answers = self.body(serializers.PermissionsIn)["permissions"]
        return self._out(
            operations.change_permissions(
                found, by=self.person, answers=answers, version=found.version
            )
        )

    def _out(self, participant: Participant) -> Response:
        sharing = {"permissions": queries.sharing_of(participant)}
        return self.ok(serializers.PermissionsOut(sharing).data, etag=participant.version)


class PauseApi(OwnApi):
    """A pause of every use and letter."""

    @extend_schema(request=None, responses=serializers.EnrollmentOut)
    def post(self, request: Request, reference: str) -> Response:
        """Begin it."""
        done = operations.pause_enrollment(self.one(reference), by=self.person)
        return self.ok(serializers.EnrollmentOut(done).data, etag=done.version)

    @extend_schema(request=None, responses=serializers.EnrollmentOut)
    def delete(self, request: Request, reference: str) -> Response:
        """End it."""
        done = operations.resume_enrollment(self.one(reference), by=self.person)
        return self.ok(serializers.EnrollmentOut(done).data, etag=done.version)


class WithdrawalApi(OwnApi):
    """Leaving."""

    @extend_schema(request=serializers.WithdrawalIn, responses=serializers.EnrollmentOut)
    def post(self, request: Request, reference: str) -> Response:
        """Leave; it works at once and needs no reason."""
        found, data = self.one(reference), self.body(serializers.WithdrawalIn)
        done = operations.withdraw_enrollment(found, by=self.person, **data)
        return self.ok(serializers.EnrollmentOut(done).data, etag=done.version)


class ErasureApi(OwnApi):
    """A request for erasure."""

    @extend_schema(request=None, responses=serializers.EnrollmentOut)
    def post(self, request: Request, reference: str) -> Response:
        """Ask; every use stops at once, and staff answer within one month."""
        done = operations.request_erasure(self.one(reference), by=self.person)
        return self.ok(serializers.EnrollmentOut(done).data, etag=done.version)


class DisclosuresApi(OwnApi):
    """Who has seen the data."""

    @extend_schema(responses=serializers.DisclosuresOut)
    def get(self, request: Request, reference: str) -> Response:
        """Newest first."""
        seen = queries.disclosures(self.person, self.one(reference))
        return self.ok(serializers.DisclosuresOut({"results": seen}).data)


def _signing(data: dict[str, Any]) -> Signing:
    return Signing(
        sha256=data["sha256"],
        printed_name=data["printed_name"],
        statements=frozenset(data["statements"]),
        password=data["password"],
    )

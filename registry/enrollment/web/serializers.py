"""The JSON of enrollment: what comes in is plain, what goes out is an allow-list."""

from typing import Any

from rest_framework import serializers

from registry.enrollment import steps
from registry.enrollment.models import ConsentVersion, Participant, Screening
from registry.enrollment.queries import ConsentCopy, Disclosure, Sharing, next_step
from registry.enrollment.screening_answers import saved
from registry.enrollment.states import Decision, Level


def _line(limit: int, help_text: str = "") -> serializers.CharField:
    return serializers.CharField(
        max_length=limit, required=False, allow_blank=True, help_text=help_text
    )


class ScreeningIn(serializers.Serializer[Any]):
    """Any of the screening answers; see the screening's `open` for what is still missing."""

    subject = _line(20)
    condition = _line(20, "key, or undiagnosed")
    affected_status = _line(20)
    name = _line(150)
    date_of_birth = _line(10, "YYYY-MM-DD")
    country = _line(2)
    region = _line(60)
    channel = _line(10)
    phone = _line(40)
    address = _line(500)
    may_leave_message = _line(3, "yes or no")


class ScreeningOut(serializers.Serializer[Screening]):
    """One's own screening."""

    id = serializers.CharField(source="public_id")
    state = serializers.CharField()
    outcome = serializers.CharField()
    answers = serializers.SerializerMethodField()
    open = serializers.SerializerMethodField()
    expires_at = serializers.DateTimeField()
    enrollment = serializers.SerializerMethodField()

    def get_answers(self, screening: Screening) -> dict[str, str]:
        """The answers so far; empty once they became an enrollment."""
        return saved(screening)

    def get_open(self, screening: Screening) -> list[str]:
        """The questions that still lack an answer."""
        if screening.participant_id is not None:
            return []
        return [screen.name for screen in steps.open_screens(saved(screening))]

    def get_enrollment(self, screening: Screening) -> str | None:
        """The reference of the enrollment that came of it."""
        return screening.participant.reference if screening.participant else None


class ConsentDocumentOut(serializers.Serializer[ConsentVersion]):
    """A text that can be signed now, with the hash that a signature must name."""

    slug = serializers.CharField(source="document.slug")
    title = serializers.CharField(source="document.title")
    audience = serializers.CharField(source="document.audience")
    jurisdiction = serializers.CharField(source="document.jurisdiction")
    language = serializers.CharField(source="document.language")
    version = serializers.IntegerField(source="number")
    sha256 = serializers.CharField()
    text = serializers.CharField()
    statements = serializers.ListField(child=serializers.DictField())
    ethics_number = serializers.CharField()
    approved_on = serializers.DateField()
    expires_on = serializers.DateField()
    published_at = serializers.DateTimeField()


class EnrollmentOut(serializers.Serializer[Participant]):
    """One of the enrollments for which one acts."""

    reference = serializers.CharField()
    state = serializers.CharField()
    next_step = serializers.SerializerMethodField()
    audience = serializers.CharField()
    condition = serializers.SerializerMethodField()
    country = serializers.CharField()
    region = serializers.CharField()
    time_zone = serializers.CharField()
    consent_version = serializers.SerializerMethodField()
    enrolled_at = serializers.DateTimeField(allow_null=True)
    last_confirmed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()

    def get_next_step(self, participant: Participant) -> str | None:
        """What comes next on the way in."""
        step = next_step(participant)
        return str(step) if step else None

    def get_condition(self, participant: Participant) -> str | None:
        """The condition's key; null without a diagnosis."""
        return participant.condition.key if participant.condition else None

    def get_consent_version(self, participant: Participant) -> int | None:
        """The version whose consent stands."""
        return participant.consent_version.number if participant.consent_version else None


class ConsentIn(serializers.Serializer[Any]):
    """A signature or a refusal under the text with this hash."""

    decision = serializers.ChoiceField(choices=Decision.choices)
    sha256 = serializers.CharField(max_length=64)
    printed_name = serializers.CharField(max_length=150, required=False, default="")
    statements = serializers.ListField(
        child=serializers.CharField(max_length=20), required=False, default=list, max_length=10
    )
    password = serializers.CharField(
        max_length=200, required=False, default="", write_only=True, trim_whitespace=False
    )


class ConsentOut(serializers.Serializer[ConsentCopy]):
    """The whole copy of a decision about a text."""

    def to_representation(self, instance: ConsentCopy) -> dict[str, Any]:
        """The same document as the file that one can keep."""
        return consent_json(instance)


class PermissionOut(serializers.Serializer[Sharing]):
    """One of the twelve questions and the answer that counts now."""

    code = serializers.CharField(source="question.code")
    question = serializers.CharField(source="question.question")
    value = serializers.CharField()
    since = serializers.DateTimeField(source="at", allow_null=True)
    options = serializers.SerializerMethodField()

    def get_options(self, sharing: Sharing) -> list[str]:
        """What may be answered."""
        return [*(name for name, _ in sharing.question.options or [("yes", "")]), "no"]


class PermissionsOut(serializers.Serializer[Any]):
    """All twelve."""

    permissions = PermissionOut(many=True)


class PermissionsIn(serializers.Serializer[Any]):
    """Answers by code; codes that are left out stay open, or stay as they are."""

    permissions = serializers.DictField(
        child=serializers.CharField(max_length=20, allow_blank=True)
    )


class WithdrawalIn(serializers.Serializer[Any]):
    """How far to leave; a reason is never needed."""

    level = serializers.ChoiceField(choices=Level.choices, default=Level.NO_FURTHER_USE)
    reason = serializers.CharField(max_length=2000, required=False, default="", allow_blank=True)


class DisclosureOut(serializers.Serializer[Disclosure]):
    """Somebody saw something: who, what, when, why."""

    at = serializers.DateTimeField()
    who = serializers.CharField()
    fields_seen = serializers.ListField(child=serializers.CharField(), source="fields")
    purpose = serializers.CharField()
    reason = serializers.CharField()


class DisclosuresOut(serializers.Serializer[Any]):
    """Newest first."""

    results = DisclosureOut(many=True)


def consent_json(copy: ConsentCopy) -> dict[str, Any]:
    """A self-contained copy: `sha256` is the SHA-256 of the UTF-8 bytes of `text`."""
    record, version = copy.record, copy.version
    return {
        "id": record.pk,
        "reference": record.participant.reference,
        "decision": record.decision,
        "capacity": record.capacity,
        "relationship": record.relationship,
        "printed_name": copy.printed_name,
        "meaning": record.meaning,
        "at": record.at.isoformat(),
        "document": version.document.slug,
        "title": version.document.title,
        "version": version.number,
        "language": version.document.language,
        "ethics_number": version.ethics_number,
        "sha256": record.sha256,
        "text": version.text,
    }

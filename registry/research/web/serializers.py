"""Research as JSON."""

from typing import Any

from rest_framework import serializers

from registry.research.states import AgeBand, Ask, Purpose, Region, VoteChoice

MENU: dict[str, Any] = {"required": False, "allow_blank": True, "default": ""}
TEXT: dict[str, Any] = {"required": False, "allow_blank": True, "max_length": 3_000}


class QuestionIn(serializers.Serializer[object]):
    """The closed menu. `condition` is a key or the slug of a condition."""

    condition = serializers.CharField(max_length=160)
    age_band = serializers.ChoiceField(AgeBand.choices, **MENU)
    region = serializers.ChoiceField(Region.choices, **MENU)


class InquiryIn(QuestionIn):
    """A question that is kept."""

    about = serializers.CharField(max_length=2_000, required=False, allow_blank=True, default="")


class CountOut(serializers.Serializer[object]):
    """What this visitor is told. `range` for researchers, `exact` for staff, `enough` for all."""

    tier = serializers.CharField()
    enough = serializers.BooleanField(help_text="more than the smallest number that is told")
    range = serializers.DictField(child=serializers.IntegerField(), allow_null=True)
    exact = serializers.IntegerField(allow_null=True)
    as_of = serializers.DateField(allow_null=True)
    note = serializers.CharField()


class InquiryOut(serializers.Serializer[object]):
    """An inquiry with the range that was the answer."""

    id = serializers.CharField(source="public_id")
    condition = serializers.CharField(source="condition.key")
    age_band = serializers.CharField()
    region = serializers.CharField()
    about = serializers.CharField()
    state = serializers.CharField()
    shown = serializers.BooleanField()
    low = serializers.IntegerField(allow_null=True)
    high = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField()


class ProfileIn(serializers.Serializer[object]):
    """Where a researcher works. `sha256` is the hash of the rules that were read."""

    institution = serializers.CharField(max_length=200)
    orcid = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    sha256 = serializers.CharField(max_length=64)


class ProfileOut(serializers.Serializer[object]):
    """What was stated, and the rules to accept."""

    institution = serializers.CharField()
    orcid = serializers.CharField()
    accepted = serializers.BooleanField()
    locked = serializers.BooleanField()
    rules = serializers.CharField()
    rules_sha256 = serializers.CharField()


class ApplicationEdit(serializers.Serializer[object]):
    """Fields of an application; those left out stay."""

    title = serializers.CharField(max_length=200, required=False)
    ask = serializers.ChoiceField(Ask.choices, required=False)
    lay_summary = serializers.CharField(**TEXT)
    purpose = serializers.ChoiceField(Purpose.choices, required=False, allow_blank=True)
    data_asked = serializers.CharField(**TEXT)
    what_you_do = serializers.CharField(**{**TEXT, "max_length": 2_000})
    cost_and_pay = serializers.CharField(**{**TEXT, "max_length": 1_000})
    risks = serializers.CharField(**{**TEXT, "max_length": 2_000})
    ethics_number = serializers.CharField(max_length=120, required=False, allow_blank=True)
    ethics_expires_on = serializers.DateField(required=False, allow_null=True)
    ends_on = serializers.DateField(required=False, allow_null=True)


class ApplicationIn(ApplicationEdit):
    """A new draft: about a condition, or made from an inquiry."""

    title = serializers.CharField(max_length=200)
    condition = serializers.CharField(max_length=160, required=False, default="")
    inquiry = serializers.CharField(max_length=12, required=False, default="")


class ApplicationOut(serializers.Serializer[object]):
    """An application, as its researcher, the board and staff see it."""

    id = serializers.CharField(source="public_id")
    number = serializers.IntegerField(source="pk")
    condition = serializers.CharField(source="condition.key")
    state = serializers.CharField()
    round = serializers.IntegerField()
    version = serializers.IntegerField()
    title = serializers.CharField()
    institution = serializers.CharField()
    ask = serializers.CharField()
    lay_summary = serializers.CharField()
    purpose = serializers.CharField()
    data_asked = serializers.CharField()
    what_you_do = serializers.CharField()
    cost_and_pay = serializers.CharField()
    risks = serializers.CharField()
    ethics_number = serializers.CharField()
    ethics_expires_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    submitted_at = serializers.DateTimeField(allow_null=True)


class VoteIn(serializers.Serializer[object]):
    """A vote with its reason."""

    choice = serializers.ChoiceField(VoteChoice.choices)
    reason = serializers.CharField(max_length=3_000)


class VoteOut(serializers.Serializer[object]):
    """A recorded vote; votes never change."""

    round = serializers.IntegerField()
    choice = serializers.CharField()
    reason = serializers.CharField()
    at = serializers.DateTimeField()


class NoteIn(serializers.Serializer[object]):
    """A note that the researcher reads."""

    note = serializers.CharField(max_length=3_000)


class ConflictIn(serializers.Serializer[object]):
    """Why a member steps out; may be empty."""

    reason = serializers.CharField(max_length=1_000, required=False, allow_blank=True, default="")


class DecisionOut(serializers.Serializer[object]):
    """What the votes came to, with the reasons, without names."""

    round = serializers.IntegerField()
    outcome = serializers.CharField()
    note = serializers.CharField()
    yes = serializers.IntegerField()
    no = serializers.IntegerField()
    abstained = serializers.IntegerField()
    at = serializers.DateTimeField()


class AgreementIn(serializers.Serializer[object]):
    """The signature; `sha256` is the hash of the text that was read."""

    printed_name = serializers.CharField(max_length=200)
    sha256 = serializers.CharField(max_length=64)


class AgreementOut(serializers.Serializer[object]):
    """The text to sign, or the signature under it."""

    text = serializers.CharField()
    sha256 = serializers.CharField()
    signed_at = serializers.DateTimeField(allow_null=True)


class ContactOut(serializers.Serializer[object]):
    """How to reach one participant who said yes."""

    email = serializers.CharField()


class CampaignIn(serializers.Serializer[object]):
    """A message for the participants of an active study."""

    application = serializers.CharField(max_length=12)
    answer_by = serializers.DateField()


class CampaignOut(serializers.Serializer[object]):
    """A campaign. Of the people only a range is told, fixed with the first cohort of the study;
    later cohorts have none, so that answers never move it."""

    id = serializers.CharField(source="public_id")
    application = serializers.CharField(source="application.public_id")
    state = serializers.CharField()
    answer_by = serializers.DateField()
    invited_low = serializers.IntegerField(allow_null=True)
    invited_high = serializers.IntegerField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)


class InvitationOut(serializers.Serializer[object]):
    """A study's message to a participant, and the answer so far."""

    id = serializers.CharField(source="public_id")
    reference = serializers.CharField(source="participant.reference")
    title = serializers.CharField(source="campaign.application.title")
    lay_summary = serializers.CharField(source="campaign.application.lay_summary")
    institution = serializers.CharField(source="campaign.application.institution")
    what_you_do = serializers.CharField(source="campaign.application.what_you_do")
    cost_and_pay = serializers.CharField(source="campaign.application.cost_and_pay")
    risks = serializers.CharField(source="campaign.application.risks")
    answer_by = serializers.DateField(source="campaign.answer_by")
    state = serializers.CharField()
    effective_at = serializers.DateTimeField(allow_null=True)


class AnswerIn(serializers.Serializer[object]):
    """The answer. A `yes` takes effect at noon of the next day, a `yes_now` at once."""

    answer = serializers.ChoiceField(["yes", "yes_now", "not_now", "no"])

"""Proposals as JSON."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from communities.groups.models import Role as Link
from communities.proposals import permissions
from communities.proposals.models import About, Proposal, ProposalEvent, ProposalWatch
from communities.proposals.operations.moving import MOST_NAMES, NAME_LIMIT, WORDS_LIMIT
from communities.proposals.states import Reason, State


class ProposalPersonOut(serializers.Serializer[Any]):
    """Somebody who did something with a proposal."""

    id = serializers.CharField(source="public_id")
    display_name = serializers.CharField()


class _ForStaff(ProposalPersonOut):
    """Somebody whom only staff are told."""

    def to_representation(self, instance: Any) -> Any:
        """Null for everybody else; proposers do not learn who decided."""
        request = self.context.get("request")
        if request is None or not permissions.can_see_desk(request.user):
            return None
        return super().to_representation(instance)


class ProposalStepOut(serializers.Serializer[ProposalEvent]):
    """One step in the life of a proposal."""

    at = serializers.DateTimeField()
    from_state = serializers.CharField()
    to_state = serializers.CharField()
    note = serializers.CharField()
    by = _ForStaff(allow_null=True)


class ProposalOut(serializers.Serializer[Proposal]):
    """A proposal as its proposer and staff see it; `words` is the last question or the reasons.
    `proposer` and `decided_by` are told to staff only."""

    id = serializers.CharField(source="public_id")
    name = serializers.CharField()
    about = serializers.CharField()
    condition = serializers.CharField(source="condition.key", default=None)
    other_names = serializers.ListField(child=serializers.CharField())
    why = serializers.CharField()
    link = serializers.CharField()
    wants_to_lead = serializers.BooleanField(allow_null=True)
    state = serializers.ChoiceField(State.choices)
    answer = serializers.CharField()
    reason = serializers.CharField()
    words = serializers.CharField()
    community = serializers.CharField(source="community.public_id", default=None)
    created_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    proposer = _ForStaff(allow_null=True)
    decided_by = _ForStaff(allow_null=True)


class ProposalWithHistoryOut(ProposalOut):
    """One proposal with its steps, the first step first."""

    history = serializers.SerializerMethodField()

    @extend_schema_field(ProposalStepOut(many=True))
    def get_history(self, proposal: Proposal) -> Any:
        """As the door read it."""
        return ProposalStepOut(self.context["history"], many=True, context=self.context).data


class _Text(serializers.CharField):
    """Spaces and hidden characters are judged by the operation."""

    def __init__(self, **options: Any) -> None:
        super().__init__(trim_whitespace=False, **options)


def _names() -> Any:
    child = _Text(max_length=NAME_LIMIT, allow_blank=True)
    return serializers.ListField(child=child, max_length=MOST_NAMES, required=False)


class ProposalIn(serializers.Serializer[Any]):
    """All answers at once. `condition` is the key of an illness in the list, for `listed`."""

    name = _Text(max_length=NAME_LIMIT)
    about = serializers.ChoiceField(About.choices)
    condition = serializers.CharField(required=False, max_length=16)
    other_names = _names()
    why = _Text(max_length=WORDS_LIMIT)
    link = serializers.ChoiceField(Link.choices)
    wants_to_lead = serializers.BooleanField()


class AnswersIn(serializers.Serializer[Any]):
    """The reply to a question of staff, and what changes with it."""

    answer = _Text(max_length=WORDS_LIMIT)
    name = _Text(required=False, max_length=NAME_LIMIT)
    other_names = _names()
    why = _Text(required=False, max_length=WORDS_LIMIT)


class ProposalDecisionIn(serializers.Serializer[Any]):
    """What staff decide: `approve` with corrections, `ask` with words, `decline` with a reason and
    words."""

    decision = serializers.ChoiceField(["approve", "ask", "decline"])
    words = _Text(required=False, default="", allow_blank=True, max_length=WORDS_LIMIT)
    reason = serializers.ChoiceField(Reason.choices, required=False, default="", allow_blank=True)
    name = _Text(required=False, max_length=NAME_LIMIT)
    pronunciation = _Text(required=False, allow_blank=True, max_length=120)
    other_names = _names()
    about = serializers.ChoiceField(About.choices, required=False)
    condition = serializers.CharField(required=False, max_length=16)


class NoticeOut(serializers.Serializer[ProposalWatch]):
    """What one waits for; `community` is there once it is open."""

    id = serializers.IntegerField()
    name = serializers.CharField(source="asked_for")
    is_waiting = serializers.BooleanField(source="proposal.is_waiting")
    community = serializers.CharField(source="proposal.community.public_id", default=None)
    since = serializers.DateTimeField()


class NoticeIn(serializers.Serializer[Any]):
    """Which community, that somebody else proposed, one waits for."""

    name = _Text(max_length=NAME_LIMIT)
    condition = serializers.CharField(required=False, max_length=16)

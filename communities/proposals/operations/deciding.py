"""What staff do: open the community, ask back, or decline with reasons."""

from typing import TypedDict, Unpack

from django.db import transaction

from accounts.models import User
from communities.conditions import operations as conditions
from communities.conditions.models import Condition
from communities.groups import operations as groups
from communities.groups.models import Community, Kind
from communities.proposals import emails, permissions
from communities.proposals.models import About, Proposal
from communities.proposals.operations import moving
from communities.proposals.states import Reason, State
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked

_CLOSED = "This person closed their account, so there is nobody to open it for."
_STAFF = "Only staff can decide, and nobody about their own proposal."


class Corrections(TypedDict, total=False):
    """What staff may change while they approve."""

    name: str
    pronunciation: str
    other_names: list[str]
    about: str
    condition: Condition | None


def approve_proposal(proposal: Proposal, *, by: User, **corrected: Unpack[Corrections]) -> Proposal:
    """Open the community, all or nothing: an illness that is not in the list comes into it, the
    proposer joins and, on wish, leads. Staff may correct the name, the other names and the
    illness. The proposer hears of it, and everybody who waits for this community."""
    name = moving.checked_name(corrected.get("name") or proposal.name)
    with transaction.atomic():
        proposal = locked(proposal)
        if not permissions.can_approve_proposal(by, proposal):
            raise NotAllowed(_STAFF)
        if not proposal.proposer.is_active:
            raise WrongState(_CLOSED)
        names = corrected.get("other_names", proposal.other_names)
        proposal.other_names = moving.checked_names(names, beside=name)
        if about := corrected.get("about"):
            proposal.about, proposal.condition = about, corrected.get("condition")
        proposal.condition = _condition(proposal, name, by=by)
        proposal.community = _opened(proposal, name, corrected.get("pronunciation", ""), by=by)
        _decide(proposal, State.APPROVED, by=by, words="")
        emails.proposal_decided(proposal)
        emails.proposal_opened(proposal)
    return proposal


def ask_about_proposal(proposal: Proposal, *, by: User, question: str) -> Proposal:
    """Ask the proposer for what is missing; the proposal waits for the answer."""
    question = moving.checked_words(question, "question", "Write your question.")
    with transaction.atomic():
        proposal = locked(proposal)
        if not permissions.can_ask_about_proposal(by, proposal):
            raise NotAllowed(_STAFF)
        _decide(proposal, State.ASKED, by=by, words=question)
        emails.proposal_asked(proposal)
    return proposal


def decline_proposal(proposal: Proposal, *, by: User, reason: str, words: str) -> Proposal:
    """Do not open it, with a reason from the list and in words; the proposer reads both."""
    if reason not in Reason.values:
        raise Invalid("Choose a reason.", field="reason")
    words = moving.checked_words(words, "words", "Say why. The proposer will read it.")
    with transaction.atomic():
        proposal = locked(proposal)
        if not permissions.can_decline_proposal(by, proposal):
            raise NotAllowed(_STAFF)
        proposal.reason = reason
        _decide(proposal, State.DECLINED, by=by, words=words)
        emails.proposal_decided(proposal)
        emails.proposal_opened(proposal)
    return proposal


def _decide(proposal: Proposal, to: State, *, by: User, words: str) -> None:
    proposal.words, proposal.decided_by, proposal.decided_at = words, by, clock.now()
    moving.move(proposal, to, by=by, note=words)


def _condition(proposal: Proposal, name: str, *, by: User) -> Condition | None:
    """The illness of the new community: none, one of the list, or a new one in the list."""
    if proposal.about == About.UNDIAGNOSED:
        return None
    if proposal.about == About.UNLISTED:
        return conditions.add_condition(name, proposal.other_names, by=by)
    if proposal.about != About.LISTED or proposal.condition is None:
        raise Invalid("Choose which illness it is about.", field="about")
    return conditions.add_community_names(proposal.condition, proposal.other_names, by=by)


def _opened(proposal: Proposal, name: str, pronunciation: str, *, by: User) -> Community:
    if proposal.community_id is not None:
        raise Conflict("This was decided already.")
    community = groups.open_community(
        name,
        by=by,
        condition=proposal.condition,
        kind=Kind.CONDITION if proposal.condition else Kind.UNDIAGNOSED,
        pronunciation=pronunciation,
    )
    proposer = proposal.proposer
    groups.join_community(community, by=proposer, role=proposal.link)
    if proposal.wants_to_lead:
        groups.appoint_leader(community, by=by, user=proposer)
    return community

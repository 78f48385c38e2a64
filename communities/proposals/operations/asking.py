"""What a proposer does: answer one question after another, send, take back; or wait with others."""

from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction

from accounts.models import User
from communities.conditions.models import Condition
from communities.proposals import emails, permissions, queries
from communities.proposals.models import About, Link, Proposal, ProposalEvent, ProposalWatch
from communities.proposals.operations import moving
from communities.proposals.queries import Obstacle
from communities.proposals.states import State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed, WrongState
from rareshare.lib.locks import locked

EXISTS = "There is a community for this already. You can join it."
MINE = "You have proposed this already, and our team is looking at it."
_READ_BY_STAFF = ("name", "about", "condition", "other_names", "why", "link", "wants_to_lead")
ON_ITS_WAY = "Somebody else has proposed this already, and our team is looking at it."


class Taken(Conflict):
    """Somebody was first; `obstacle` says what there is instead."""

    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(_in_the_way(obstacle), field="name")


def _in_the_way(obstacle: Obstacle) -> str:
    if obstacle.community is not None:
        return EXISTS
    earlier, asked = obstacle.earlier, obstacle.asked
    mine = earlier is not None and earlier.proposer_id == asked.proposer_id
    return MINE if mine else ON_ITS_WAY


class Answers(TypedDict, total=False):
    """What a proposer may say, each by itself or all at once."""

    name: str
    about: str
    condition: Condition | None
    other_names: list[str]
    why: str
    link: str
    wants_to_lead: bool
    answer: str


def answer_proposal(proposal: Proposal | None, *, by: User, **answers: Unpack[Answers]) -> Proposal:
    """Keep what somebody answered so far; without a proposal their draft is begun or gone on with.
    Refused where there is a community for it already, or where somebody was first. What changes
    after staff read it stands in the history, as it was and as it is."""
    with transaction.atomic():
        proposal = locked(proposal) if proposal else _draft(by)
        if not permissions.can_answer_proposal(by, proposal):
            raise WrongState("This proposal cannot be changed now.")
        before = {name: getattr(proposal, name) for name in _READ_BY_STAFF}
        _take(proposal, answers)
        refuse_duplicate(proposal, by)
        try:
            with transaction.atomic():
                proposal.save()
        except IntegrityError as error:
            raise Conflict(ON_ITS_WAY) from error
        if proposal.state == State.ASKED:
            _note_changes(proposal, before, by=by)
    return proposal


def send_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Let staff look at it. All questions must be answered; of two proposals of the same illness
    that are sent in one moment the second is refused."""
    with transaction.atomic():
        proposal = locked(proposal)
        if not permissions.can_send_proposal(by, proposal):
            raise WrongState("This proposal was sent already.")
        if missing := queries.missing_of(proposal):
            raise Invalid(missing)
        refuse_duplicate(proposal, by)
        try:
            with transaction.atomic():
                moving.move(proposal, State.PROPOSED, by=by, note=proposal.answer)
        except IntegrityError as error:
            raise Conflict(ON_ITS_WAY) from error
    return proposal


def propose_community(*, by: User, **answers: Unpack[Answers]) -> Proposal:
    """All answers at once, sent to staff; a draft on the pages stays as it is."""
    with transaction.atomic():
        proposal = Proposal(proposer=by)
        if not permissions.can_propose_community(by):
            raise NotAllowed("Sign in first.")
        _take(proposal, answers)
        if missing := queries.missing_of(proposal):
            raise Invalid(missing)
        refuse_duplicate(proposal, by)
        try:
            with transaction.atomic():
                moving.move(proposal, State.PROPOSED, by=by)
        except IntegrityError as error:
            raise Conflict(ON_ITS_WAY) from error
    return proposal


def resend_proposal(proposal: Proposal, *, by: User, **answers: Unpack[Answers]) -> Proposal:
    """Answer what staff asked, changing what they wanted changed, and let them look again."""
    with transaction.atomic():
        proposal = locked(proposal)
        if proposal.state != State.ASKED or not permissions.can_resend_proposal(by, proposal):
            raise WrongState("There is no question that waits for your answer.")
        if "answer" not in answers:
            raise Invalid("Write your answer.", field="answer")
        return send_proposal(answer_proposal(proposal, by=by, **answers), by=by)


def withdraw_proposal(proposal: Proposal, *, by: User) -> Proposal:
    """Take it back at any time before it is decided, without a reason."""
    with transaction.atomic():
        proposal = locked(proposal)
        if proposal.proposer_id != by.pk:
            raise NotAllowed("Only who proposed it can take it back.")
        if not permissions.can_withdraw_proposal(by, proposal):
            raise WrongState("This was decided or taken back already.")
        moving.move(proposal, State.WITHDRAWN, by=by)
        emails.proposal_opened(proposal)
    return proposal


def watch_proposal(proposal: Proposal, *, by: User, asked: str = "") -> ProposalWatch:
    """Hear when somebody else's proposal becomes a community; `asked` is what the person calls it.
    Asking twice changes nothing."""
    asked = moving.checked_name(asked) if asked else ""
    with transaction.atomic():
        proposal = locked(proposal)
        if not permissions.can_watch_proposal(by, proposal):
            raise WrongState("This is decided already. Look again for the community.")
        watch, _ = ProposalWatch.objects.get_or_create(
            proposal=proposal, user=by, defaults={"asked": asked}
        )
    return watch


def unwatch_proposal(watch: ProposalWatch, *, by: User) -> None:
    """Do not hear of it any more; of this nothing is kept."""
    if not permissions.can_unwatch_proposal(by, watch):
        raise NotAllowed("Only who waits for it can stop waiting.")
    watch.delete()


def refuse_duplicate(proposal: Proposal, by: User) -> None:
    """One community for each illness, and one waiting proposal for each community to come."""
    if obstacle := queries.obstacle_of(by, proposal):
        raise Taken(obstacle)


def _draft(by: User) -> Proposal:
    """The person's only draft; two pages that begin one at once get the same."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    found = Proposal.objects.filter(proposer=by, state=State.DRAFT).first()
    return found or Proposal(proposer=by)


def _note_changes(proposal: Proposal, before: dict[str, object], *, by: User) -> None:
    now = {name: getattr(proposal, name) for name in before}
    lines = [f"{name}: {before[name]} -> {now[name]}" for name in now if before[name] != now[name]]
    if lines:
        ProposalEvent.objects.create(
            proposal=proposal, verb="proposal_changed", by=by, note="\n".join(lines)
        )


def _take(proposal: Proposal, answers: Answers) -> None:
    taken: dict[str, Any] = dict(answers)
    if "name" in taken:
        taken["name"] = moving.checked_name(taken["name"])
        taken["name_key"] = moving.key_of(taken["name"])
    if "other_names" in taken:
        main = taken.get("name", proposal.name)
        taken["other_names"] = moving.checked_names(taken["other_names"], beside=main)
    if "why" in taken:
        taken["why"] = moving.checked_words(taken["why"], "why", "Say who the community is for.")
    if "answer" in taken:
        taken["answer"] = moving.checked_words(taken["answer"], "answer", "Write your answer.")
    if taken.get("link", Link.OTHER) not in Link.values:
        raise Invalid("Choose what brings you here.", field="link")
    _take_illness(taken)
    for name, value in taken.items():
        setattr(proposal, name, value)


def _take_illness(taken: dict[str, Any]) -> None:
    if "about" not in taken:
        taken.pop("condition", None)
        return
    if taken["about"] not in {"", *About.values}:  # empty: the name changed, so choose again
        raise Invalid("Choose which illness it is about.", field="about")
    condition = taken.get("condition")
    if taken["about"] != About.LISTED:
        taken["condition"] = None
    elif condition is None or not condition.is_active:
        raise Invalid("Choose an illness from the list.", field="condition")

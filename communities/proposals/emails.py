"""Letters about proposals. They say that there is something to read, never about which illness."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from communities.proposals.models import Proposal
from communities.proposals.states import State
from rareshare.lib import letters
from rareshare.lib.models import Letter


def _own(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """A question that was answered or a proposal that was taken back meanwhile needs no letter."""
    proposal = Proposal.objects.get(pk=letter.refs["proposal"])
    if proposal.state != letter.refs["state"]:
        return letters.Cancel("the proposal has moved on")
    path = reverse("proposals:proposal", args=[proposal.public_id])
    return {"url": settings.BASE_URL + path, "action": "Read what we wrote"}


def _watcher(letter: Letter) -> dict[str, Any] | letters.Cancel:
    """Where it opened the letter leads to it, else to a new start."""
    proposal = Proposal.objects.select_related("community").get(pk=letter.refs["proposal"])
    if proposal.community is None:
        return {"url": settings.BASE_URL + reverse("proposals:start"), "action": "Start it"}
    path = reverse("groups:membership", args=[proposal.community.public_id])
    return {"url": settings.BASE_URL + path, "action": "Have a look", "opened": True}


PROPOSAL_ASKED = letters.kind("proposal_asked", purpose=letters.ESSENTIAL, decide=_own)
PROPOSAL_APPROVED = letters.kind("proposal_approved", purpose=letters.ESSENTIAL, decide=_own)
PROPOSAL_DECLINED = letters.kind("proposal_declined", purpose=letters.ESSENTIAL, decide=_own)
PROPOSAL_OPENED = letters.kind("proposal_opened", purpose=letters.ESSENTIAL, decide=_watcher)


def proposal_asked(proposal: Proposal) -> None:
    """Our team has a question; a later one is another letter."""
    asked = proposal.events.filter(to_state=State.ASKED).count()
    _queue(PROPOSAL_ASKED, proposal, key=f"proposal_asked:{proposal.pk}:{asked}")


def proposal_decided(proposal: Proposal) -> None:
    """The proposer hears what was decided, once."""
    approved = proposal.state == State.APPROVED
    kind = PROPOSAL_APPROVED if approved else PROPOSAL_DECLINED
    _queue(kind, proposal, key=f"proposal_decided:{proposal.pk}")


def proposal_opened(proposal: Proposal) -> None:
    """Everybody who wanted the same community hears what came of it."""
    letters.queue_each(
        PROPOSAL_OPENED,
        key=f"proposal_opened:{proposal.pk}",
        recipient_ids=list(proposal.watches.values_list("user_id", flat=True)),
        refs={"proposal": proposal.pk},
    )


def _queue(kind: letters.Kind, proposal: Proposal, *, key: str) -> None:
    letters.queue(
        kind,
        key=key,
        recipient_id=proposal.proposer_id,
        refs={"proposal": proposal.pk, "state": str(proposal.state)},
    )

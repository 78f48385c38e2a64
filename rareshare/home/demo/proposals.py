"""The demo's proposals: one waits, one was declined; and two communities that became one."""

from communities.groups import operations as groups
from communities.groups.models import Community, Role
from communities.proposals import operations
from communities.proposals.models import About, Proposal
from communities.proposals.states import Reason
from rareshare.home.demo.cast import Cast

WAITING = "Undiagnosed pain in the skin"
DECLINED = "Headache"
MERGED, TARGET = "Calcific uremic arteriolopathy", "calciphylaxis"


def load(cast: Cast) -> None:
    """Nothing twice."""
    if not Proposal.objects.filter(name=WAITING).exists():
        operations.propose_community(
            by=cast.fay,
            name=WAITING,
            about=About.UNDIAGNOSED,
            other_names=["Burning skin"],
            why="For people whose skin hurts and whose doctors do not know why yet.",
            link=Role.PATIENT,
            wants_to_lead=True,
        )
    if not Proposal.objects.filter(name=DECLINED).exists():
        _decline(cast)
    if not Community.objects.filter(name=MERGED).exists():
        _merge(cast)


def _decline(cast: Cast) -> None:
    proposal = operations.propose_community(
        by=cast.nia,
        name=DECLINED,
        about=About.UNLISTED,
        why="My head hurts and I want to talk about it.",
        link=Role.PATIENT,
        wants_to_lead=False,
    )
    operations.decline_proposal(
        proposal,
        by=cast.lena,
        reason=Reason.NOT_RARE,
        words="Headaches have many causes, and most are common. If a doctor suspects a rare cause, "
        "search for its name here. You are welcome there.",
    )


def _merge(cast: Cast) -> None:
    """The other name of an illness had a community of its own for a while."""
    source = groups.open_community(MERGED, by=cast.lena)
    groups.join_community(source, by=cast.ben, role=Role.CAREGIVER)
    groups.merge_communities(
        source,
        Community.objects.get(slug=TARGET),
        by=cast.lena,
        reason="Both names mean the same illness.",
    )

"""Starting a community, one's own proposals, and the desks where they are decided and merged."""

from communities.proposals import operations
from tests.access import World
from tests.access.proposals import ANSWERS
from tests.browser.pages import Shown

_OTHERS = ("declined", "asked", "approved")


def build(world: World) -> None:
    """Chidi has one declined, one with a question and one that opened; Gita has begun one."""
    cast = world.cast
    made = {}
    for name in _OTHERS:
        answers = {**ANSWERS, "name": f"The {name} shiver", "other_names": ["Shiver", "Shakes"]}
        made[name] = operations.propose_community(by=cast.chidi, **answers)
    operations.decline_proposal(
        made["declined"], by=cast.lena, reason="not_rare", words="Many people have this."
    )
    operations.ask_about_proposal(made["asked"], by=cast.lena, question="Is it the same as that?")
    operations.approve_proposal(made["approved"], by=cast.lena)
    world.declined, world.asked, world.opened_proposal = (made[name] for name in _OTHERS)
    operations.answer_proposal(
        None,
        by=cast.gita,
        name="Northern fevers",
        about="unlisted",
        why="For people who are hot.",
        link="researcher",
        wants_to_lead=False,
    )


_DESK = "/desk/proposals/{proposal.public_id}/"
_CARE = "/desk/communities/{community.public_id}/"
PAGES = [
    Shown("/communities/start/", who="alma"),
    Shown("/communities/start/", who="alma", state="with errors", press="Continue", status=400),
    Shown("/communities/start/match/", who="gita"),
    Shown(
        "/communities/start/match/", who="dora", state="with errors", press="Continue", status=400
    ),
    Shown("/communities/start/names/", who="gita"),
    Shown("/communities/start/why/", who="gita"),
    Shown("/communities/start/why/", who="dora", state="with errors", press="Continue", status=400),
    Shown("/communities/start/link/", who="gita"),
    Shown(
        "/communities/start/link/", who="dora", state="with errors", press="Continue", status=400
    ),
    Shown("/communities/start/check/", who="gita"),
    Shown("/communities/start/check/", who="dora", state="unfinished"),
    Shown("/me/proposals/", who="chidi"),
    Shown("/me/proposals/", who="alma", state="empty"),
    Shown("/me/proposals/{proposal.public_id}/", who="fay"),
    Shown("/me/proposals/{declined.public_id}/", who="chidi", state="declined"),
    Shown("/me/proposals/{asked.public_id}/", who="chidi", state="asked"),
    Shown("/me/proposals/{opened_proposal.public_id}/", who="chidi", state="approved"),
    Shown("/desk/proposals/", who="lena"),
    Shown(_DESK, who="lena"),
    Shown(f"{_DESK}open/", who="lena"),
    Shown(f"{_DESK}ask/", who="lena"),
    Shown(f"{_DESK}decline/", who="lena"),
    Shown(_CARE, who="lena"),
    Shown("/desk/communities/{twin.public_id}/", who="lena", state="took in another"),
    Shown("/desk/communities/{past.public_id}/", who="lena", state="merged"),
    Shown("/c/{twin.public_id}/merged/", who="fay"),
    Shown("/c/{twin.slug}/", state="also here"),
    Shown(f"{_CARE}turn/", who="lena"),
    Shown(f"{_CARE}merge/", who="lena"),
    Shown("/desk/communities/{twin.public_id}/merge/{community.public_id}/", who="lena"),
]

"""Starting communities, deciding about them, closing and merging them."""

from communities.groups import operations as groups
from communities.groups.models import Kind
from communities.proposals import operations
from tests.access import Row, World, api, page

ANSWERS = {
    "name": "Eastern shiver",
    "about": "unlisted",
    "why": "For people who shiver.",
    "link": "patient",
    "wants_to_lead": True,
}
DESK = {"others": 403, "lena": 200, "admin": 200}
DONE = {"others": 403, "lena": 302, "admin": 302}
SEEN = {"others": 404, "fay": 200, "lena": 200, "admin": 200}
LATER = {"others": 302, "dora": 200}  # only Dora has begun


def build(world: World) -> None:
    """`world.proposal` is Fay's and waits, and Chidi with it; Dora has begun one; `world.twin` can
    be merged, and took in `world.past`."""
    world.proposal = operations.propose_community(by=world.cast.fay, **ANSWERS)
    world.notice = operations.watch_proposal(world.proposal, by=world.cast.chidi, asked="Shiver")
    operations.answer_proposal(None, by=world.cast.dora, name="Half a thought")
    staff, kind = world.cast.lena, Kind.UNDIAGNOSED
    world.twin = groups.open_community("A twin", by=staff, kind=kind)
    world.past = groups.open_community("What was before", by=staff, kind=kind)
    groups.merge_communities(world.past, world.twin, by=staff, reason="The same.")


def one(world: World) -> dict[str, str]:
    """Fay's proposal."""
    return {"public_id": world.proposal.public_id}


def notice(world: World) -> dict[str, int]:
    """What Chidi waits for."""
    return {"pk": world.notice.pk}


def twin(world: World) -> dict[str, str]:
    """The community that can be merged."""
    return {"public_id": world.twin.public_id}


def both(world: World) -> dict[str, str]:
    """The two communities."""
    return {"public_id": world.twin.public_id, "target": world.community.public_id}


def into(world: World) -> dict[str, str]:
    """The community that takes the twin in, for the API."""
    return {"into": world.community.public_id, "reason": "The same."}


def target(world: World) -> dict[str, str]:
    """The community that takes the twin in, as typed."""
    return {"target": world.community.public_id}


OPENED = {"name": "Eastern shiver", "other_names": "", "about": "unlisted"}
STEPS = {
    "match": {"about": "unlisted"},
    "names": {"other_names": ""},
    "why": {"why": "For all."},
    "link": {"link": "patient", "wants_to_lead": "no"},
}
ROWS = [
    Row("proposals:start", "GET", page()),
    Row("proposals:start", "POST", page(others=302), data={"name": "Western shiver"}),
    *(Row(f"proposals:{name}", "GET", page(**LATER)) for name in STEPS),
    *(Row(f"proposals:{name}", "POST", page(others=302), data=STEPS[name]) for name in STEPS),
    Row("proposals:check", "GET", page(**LATER)),
    Row("proposals:check", "POST", page(others=302, dora=400)),
    Row("proposals:tell-me", "POST", page(others=302, fay=409), data={"name": ANSWERS["name"]}),
    Row("proposals:mine", "GET", page()),
    Row("proposals:notice-end", "POST", page(others=404, chidi=302), notice),
    Row("proposals:proposal", "GET", page(**SEEN), one),
    Row(
        "proposals:proposal",
        "POST",
        page(others=404, fay=409, lena=409, admin=409),
        one,
        {"answer": "Yes."},
    ),
    Row("proposals:withdrawal", "POST", page(others=404, fay=302, lena=403, admin=403), one),
    Row("proposals:desk", "GET", page(**DESK)),
    Row("proposals:decide", "GET", page(**DESK), one),
    Row("proposals:approve", "GET", page(**DESK), one),
    Row("proposals:approve", "POST", page(**DONE), one, OPENED),
    Row("proposals:ask", "GET", page(**DESK), one),
    Row("proposals:ask", "POST", page(**DONE), one, {"question": "Why?"}),
    Row("proposals:decline", "GET", page(**DESK), one),
    Row("proposals:decline", "POST", page(**DONE), one, {"reason": "other", "words": "No."}),
    Row("proposals-api:proposals", "GET", api()),
    Row(
        "proposals-api:proposals",
        "POST",
        api(others=201),
        data={**ANSWERS, "name": "Western shiver"},
    ),
    Row("proposals-api:notices", "GET", api()),
    Row("proposals-api:notice", "DELETE", api(others=404, chidi=204), notice),
    Row("proposals-api:notices", "POST", api(others=204, fay=409), data={"name": ANSWERS["name"]}),
    Row("proposals-api:proposal", "GET", api(**SEEN), one),
    Row(
        "proposals-api:answers",
        "POST",
        api(others=404, fay=409, lena=409, admin=409),
        one,
        {"answer": "Yes."},
    ),
    Row(
        "proposals-api:decision",
        "POST",
        api(others=403, emil=404, lena=200, admin=200),
        one,
        {"decision": "approve"},
    ),
    Row("proposals-api:withdrawal", "POST", api(others=404, fay=200, lena=403, admin=403), one),
    Row("groups:merged", "GET", page(), twin),
    Row("groups:care", "GET", page(**DESK), twin),
    Row("groups:turn", "GET", page(**DESK), twin),
    Row("groups:turn", "POST", page(**DONE), twin, {"reason": "Empty."}),
    Row("groups:merge", "GET", page(**DESK), twin),
    Row("groups:merge", "POST", page(**DONE), twin, target),
    Row("groups:merge-into", "GET", page(**DESK), both),
    Row("groups:merge-into", "POST", page(**DONE), both, {"name": "A twin", "reason": "The same."}),
    Row(
        "groups-api:state",
        "POST",
        api(others=403, lena=200, admin=200),
        twin,
        {"state": "archived", "reason": "Empty."},
    ),
    Row("groups-api:merge", "POST", api(others=403, lena=200, admin=200), twin, into),
]

"""Care: whoever can read can report; moderators decide; the people concerned read the decision."""

from typing import Any

from forum.care import operations
from tests.access import Row, World, api, page
from tests.access.talk import changing, readers


def build(world: World) -> None:
    """`world.report`: Dora told a moderator about Chidi's first post."""
    world.reported = world.topic.posts.get(number=1)
    world.report = operations.make_report(
        world.reported, by=world.cast.dora, reason="unkind", words="It hurts."
    )


def target(world: World) -> dict[str, Any]:
    return {"kind": "post", "pk": world.post.pk}


def report(world: World) -> dict[str, Any]:
    return {"pk": world.report.pk}


MODERATOR = page(others=403, lena=200)
DECISION = {"decision": "keep", "reasons": "It is fair."}

ROWS = [
    Row("care:report", "GET", readers(), target),
    Row("care:report", "POST", readers(302), target, {"reason": "harm"}),
    Row("care:decision", "GET", page(others=404, dora=200), report),
    Row("care:moderation", "GET", MODERATOR),
    Row("care:decide", "GET", MODERATOR, report),
    Row("care:decide", "POST", page(others=403, lena=302), report, DECISION),
    Row("care-api:reports", "GET", api(others=404, lena=200)),
    Row(
        "care-api:reports",
        "POST",
        changing(201),
        {},
        lambda world: {"kind": "post", "id": world.post.pk, "reason": "harm"},
    ),
    Row("care-api:report", "GET", api(others=404, dora=200), report),
    Row("care-api:decision", "POST", api(others=403, lena=201), report, DECISION),
]

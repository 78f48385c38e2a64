"""Answers to the voluntary questions: only those who act for a participant."""

from tests.access import Row, World, api, page

OWN = {"others": 404, "alma": 200}


def reference(world: World) -> dict[str, object]:
    """Alma's participant."""
    return {"reference": world.participant.reference}


def section(world: World) -> dict[str, object]:
    """One page of questions."""
    return {"section": "health"}


_ANSWERS = {"section": "health", "values": {"fatigue": "often"}, "seen": 0}
ROWS = [
    Row("answers:sections", "GET", page(**OWN)),
    Row("answers:section", "GET", page(**OWN), section),
    Row(
        "answers:section",
        "POST",
        page(others=404, alma=302),
        section,
        {"seen": "0", "fatigue": "often"},
    ),
    Row("answers-api:responses", "GET", api(**OWN), reference),
    Row("answers-api:responses", "POST", api(others=404, alma=201), reference, _ANSWERS),
]

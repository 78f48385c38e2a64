"""The demo's research: a board of four, counts, and Gita with a draft that is ready to be sent."""

from datetime import timedelta
from typing import Any

from rareshare.home.demo import enrollment
from rareshare.home.demo.cast import Cast
from rareshare.lib import clock
from registry.research import operations, queries, texts
from registry.research.models import BoardSeat
from registry.research.queries import Question

INSTITUTION = "University of the Demo"


def load(cast: Cast) -> None:
    """Seat the board, build the counts, and let Gita prepare her study."""
    _seat_board(cast)
    operations.refresh_counts(force=queries.newest_snapshot() is None)
    if queries.researcher_of(cast.gita) is None:
        operations.accept_rules(by=cast.gita, institution=INSTITUTION, sha256=texts.rules().sha256)
    if not queries.applications_of(cast.gita).exists():
        condition = enrollment.condition()
        inquiry = operations.ask_inquiry(Question(condition), by=cast.gita)
        operations.start_application(
            by=cast.gita, condition=condition, values=study(), inquiry=inquiry
        )


def _seat_board(cast: Cast) -> None:
    """Hugo in the chair, Ines from Gita's own institution, Jon for the patients, Kofi."""
    seated = set(BoardSeat.objects.filter(until=None).values_list("user", flat=True))
    for member in (cast.hugo, cast.ines, cast.jon, cast.kofi):
        if member.pk not in seated:
            operations.seat_member(
                member,
                by=None,
                institution=INSTITUTION if member == cast.ines else "",
                patient_representative=member == cast.jon,
            )


def study() -> dict[str, Any]:
    """Everything that the board needs to know."""
    today = clock.today()
    return {
        "title": "Pain and sleep",
        "ask": "both",
        "lay_summary": "We want to learn how pain changes sleep, and what helps at night.",
        "purpose": "DUO:0000007",
        "data_asked": "Age group and world region, to see who can take part.",
        "what_you_do": "Two phone calls of 30 minutes each.",
        "cost_and_pay": "No travel and no cost. You get 40 dollars.",
        "risks": "To talk about pain can upset you. You can stop at any time.",
        "ethics_number": "DEMO-IRB 12 (there is no such board)",
        "ethics_expires_on": today + timedelta(days=3 * 365),
        "ends_on": today + timedelta(days=2 * 365),
    }

"""Research: researchers, the board, registry staff and participants, each at their own doors."""

from datetime import timedelta
from typing import Any

from rareshare.lib import clock
from registry.enrollment import operations as enrollment
from registry.research import operations, queries, texts
from registry.research.models import Application
from registry.research.queries import Question
from tests.access import Row, World, api, page

RESEARCHER = {"others": 403, "gita": 200}
BOARD = {"others": 403, "hugo": 200}
STAFF = {"others": 403, "emil": 200}
OWN = {"others": 404, "alma": 200}


def build(world: World) -> None:
    """Studies of Gita at every step; one message waits for Alma's answer."""
    cast = world.cast
    for member in (cast.hugo, cast.jon, cast.kofi):
        operations.seat_member(member, by=cast.admin, patient_representative=member == cast.jon)
    operations.accept_rules(
        by=cast.gita, institution="University of Tests", sha256=texts.rules().sha256
    )
    enrollment.change_permissions(world.participant, by=cast.alma, answers={"contact_study": "yes"})
    operations.refresh_counts()
    world.studied = world.participant.condition
    world.inquiry = operations.ask_inquiry(Question(world.studied), by=cast.gita)
    world.draft = _start(world)
    world.sent, world.voted = _send(world), _send(world)
    _vote(world, world.voted)
    world.approved, world.idle, world.running = (_approve(world) for _ in range(3))
    for study in (world.idle, world.running):
        operations.sign_agreement(
            study, by=cast.gita, printed_name="Gita Rao", sha256=texts.agreement().sha256
        )
        study.refresh_from_db()
    world.campaign = _campaign(world, world.running)
    operations.freeze_cohort(world.campaign, by=cast.emil)
    operations.send_campaign(world.campaign, by=cast.emil)
    world.invitation = world.campaign.invitations.get(participant=world.participant)
    world.prepared = _campaign(world, _activate(world))
    world.chosen = _campaign(world, _activate(world))
    operations.freeze_cohort(world.chosen, by=cast.emil)
    world.locked = queries.researcher_of(cast.gita)


def _values() -> dict[str, Any]:
    today = clock.today()
    return {
        "title": "Sleep and pain",
        "ask": "both",
        "lay_summary": "We want to learn how pain changes sleep.",
        "purpose": "DUO:0000007",
        "data_asked": "Age group.",
        "what_you_do": "Two calls.",
        "cost_and_pay": "None.",
        "risks": "Talking can upset you.",
        "ethics_number": "IRB 7",
        "ethics_expires_on": today + timedelta(days=400),
        "ends_on": today + timedelta(days=300),
    }


def _start(world: World) -> Application:
    return operations.start_application(
        by=world.cast.gita, condition=world.studied, values=_values()
    )


def _send(world: World) -> Application:
    return operations.submit_application(_start(world), by=world.cast.gita)


def _vote(world: World, application: Application) -> None:
    for member in (world.cast.hugo, world.cast.jon, world.cast.kofi):
        operations.vote_on_application(
            application, by=member, choice="approve", reason="Useful and kind."
        )


def _approve(world: World) -> Application:
    application = _send(world)
    _vote(world, application)
    operations.decide_application(application, by=world.cast.hugo, note="Useful.")
    application.refresh_from_db()
    return application


def _activate(world: World) -> Application:
    application = _approve(world)
    operations.sign_agreement(
        application,
        by=world.cast.gita,
        printed_name="Gita Rao",
        sha256=texts.agreement().sha256,
    )
    application.refresh_from_db()
    return application


def _campaign(world: World, study: Application) -> Any:
    return operations.draft_campaign(
        study, by=world.cast.emil, answer_by=clock.today() + timedelta(days=60)
    )


def of(name: str) -> Any:
    """The address of one object of the world."""
    return lambda world: {"public_id": getattr(world, name).public_id}


_RULES = {"institution": "Here", "sha256": texts.rules().sha256}
_SIGNED = {"printed_name": "Gita Rao", "sha256": texts.agreement().sha256}
_VOTE = {"choice": "approve", "reason": "Useful."}
_DAY = clock.today() + timedelta(days=30)
_PARTS = {"day": _DAY.day, "month": _DAY.month, "year": _DAY.year}
_UNTIL = {f"answer_by_{part}": str(value) for part, value in _PARTS.items()}
_EDIT = {"title": "New title", "ask": "both", "version": "1"}
# The board and staff see what was sent.
_SEEN = {"others": 404, "gita": 200, "hugo": 200, "emil": 200}

PAGES = [
    Row("research:home", "GET", page(**RESEARCHER)),
    Row("research:profile", "GET", page(**RESEARCHER)),
    Row("research:profile", "POST", page(others=403, gita=302), {}, {**_RULES, "accepted": "on"}),
    Row("research:counts", "GET", page(**RESEARCHER)),
    Row("research:counts", "POST", page(others=403, gita=400)),
    Row("research:inquiry", "GET", page(**RESEARCHER), of("inquiry")),
    Row("research:start", "GET", page(**RESEARCHER), of("inquiry")),
    Row(
        "research:start",
        "POST",
        page(others=403, gita=302),
        of("inquiry"),
        {"title": "Sleep", "ask": "both"},
    ),
    Row("research:application", "GET", page(**RESEARCHER), of("draft")),
    Row("research:application", "POST", page(others=403, gita=302), of("draft"), {"submit": "1"}),
    Row("research:edit", "GET", page(**RESEARCHER), of("draft")),
    Row("research:edit", "POST", page(others=403, gita=302), of("draft"), _EDIT),
    Row("research:agreement", "GET", page(**RESEARCHER), of("approved")),
    Row(
        "research:agreement",
        "POST",
        page(others=403, gita=302),
        of("approved"),
        {**_SIGNED, "accepted": "on"},
    ),
    Row("research:contacts", "GET", page(**RESEARCHER), of("running")),
    Row("research:board", "GET", page(**BOARD)),
    Row("research:board_application", "GET", page(**BOARD), of("sent")),
    Row("research:board_application", "POST", page(others=403, hugo=302), of("sent"), _VOTE),
    Row("research:board_conflict", "GET", page(**BOARD), of("sent")),
    Row("research:board_conflict", "POST", page(others=403, hugo=302), of("sent")),
    Row("research:board_decision", "GET", page(**BOARD), of("voted")),
    Row(
        "research:board_decision", "POST", page(others=403, hugo=302), of("voted"), {"note": "Yes."}
    ),
    Row("research:board_return", "GET", page(**BOARD), of("sent")),
    Row("research:board_return", "POST", page(others=403, hugo=302), of("sent"), {"note": "Why?"}),
    Row("research:campaigns", "GET", page(**STAFF)),
    Row("research:campaign_start", "GET", page(**STAFF), of("idle")),
    Row("research:campaign_start", "POST", page(others=403, emil=302), of("idle"), _UNTIL),
    Row("research:campaign", "GET", page(**STAFF), of("prepared")),
    Row("research:campaign", "POST", page(others=403, emil=302), of("prepared"), {"cohort": "1"}),
    Row("research:locked", "GET", page(**STAFF)),
    Row("research:locked", "POST", page(others=403, emil=400)),
    Row("research:message", "GET", {"*": 302}),
    Row("research:invitations", "GET", page()),
    Row("research:invitation", "GET", page(**OWN), of("invitation")),
    Row(
        "research:invitation",
        "POST",
        page(others=404, alma=302),
        of("invitation"),
        {"answer": "no"},
    ),
]
API = [
    Row("research-api:counts", "GET", {"*": 400}),
    Row("research-api:profile", "GET", api(**RESEARCHER)),
    Row("research-api:profile", "PUT", api(**RESEARCHER), {}, _RULES),
    Row("research-api:inquiries", "GET", api(**RESEARCHER)),
    Row(
        "research-api:inquiries",
        "POST",
        api(others=403, gita=201),
        {},
        lambda world: {"condition": world.studied.key},
    ),
    Row("research-api:applications", "GET", api(**RESEARCHER)),
    Row(
        "research-api:applications",
        "POST",
        api(others=403, gita=201),
        {},
        lambda world: {"title": "Sleep", "condition": world.studied.key},
    ),
    Row("research-api:board", "GET", api(**BOARD)),
    Row("research-api:application", "GET", api(**_SEEN), of("sent")),
    Row(
        "research-api:application",
        "PATCH",
        api(others=404, gita=200),
        of("draft"),
        {"title": "New"},
        headers={"If-Match": '"1"'},
    ),
    Row("research-api:submission", "POST", api(**RESEARCHER), of("draft")),
    Row("research-api:withdrawal", "POST", api(**RESEARCHER), of("sent")),
    Row("research-api:votes", "POST", api(others=403, hugo=201), of("sent"), _VOTE),
    Row("research-api:conflict", "POST", api(others=403, hugo=204), of("sent")),
    Row(
        "research-api:return",
        "POST",
        api(others=404, gita=403, hugo=200, emil=200),
        of("sent"),
        {"note": "Why?"},
    ),
    Row("research-api:decision", "GET", api(**_SEEN), of("voted")),
    Row(
        "research-api:decision",
        "POST",
        api(others=404, gita=403, emil=403, hugo=201),
        of("voted"),
        {"note": "Yes."},
    ),
    Row("research-api:agreement", "GET", api(**RESEARCHER), of("approved")),
    Row("research-api:agreement", "POST", api(others=403, gita=201), of("approved"), _SIGNED),
    Row("research-api:releases", "GET", api(**RESEARCHER), of("running")),
    Row("research-api:campaigns", "GET", api(**STAFF)),
    Row(
        "research-api:campaigns",
        "POST",
        api(others=403, emil=201),
        {},
        lambda world: {"application": world.idle.public_id, "answer_by": str(_DAY)},
    ),
    Row("research-api:campaign", "GET", api(others=404, emil=200, gita=200), of("campaign")),
    Row("research-api:cohort", "POST", api(**STAFF), of("prepared")),
    Row("research-api:sending", "POST", api(**STAFF), of("chosen")),
    Row("research-api:closing", "POST", api(**STAFF), of("chosen")),
    Row("research-api:invitations", "GET", api()),
    Row("research-api:invitation", "GET", api(**OWN), of("invitation")),
    Row("research-api:answer", "POST", api(**OWN), of("invitation"), {"answer": "no"}),
]
ROWS = [*PAGES, *API]

"""A condition, a board of four, a researcher who accepted the rules, and a study on its way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from communities.conditions.models import Condition
from rareshare.home.demo import enrollment as demo
from rareshare.lib import clock
from registry.enrollment.models import Participant
from registry.research import operations, texts
from registry.research.models import Application, Campaign, Invitation
from tests.cast import Cast
from tests.registry import people


def complete() -> dict[str, Any]:
    """Everything that an application must say."""
    today = clock.today()
    return {
        "title": "Sleep and pain",
        "ask": "both",
        "lay_summary": "We want to learn how pain changes sleep.",
        "purpose": "DUO:0000007",
        "data_asked": "Age group, to find people who can take part.",
        "what_you_do": "Two calls of half an hour.",
        "cost_and_pay": "None. You get 40 dollars.",
        "risks": "Talking about pain can upset you.",
        "ethics_number": "IRB 2026-7",
        "ethics_expires_on": today + timedelta(days=400),
        "ends_on": today + timedelta(days=300),
    }


@pytest.fixture
def condition(db: None) -> Condition:
    """What the study is about."""
    return people.make_condition()


@pytest.fixture
def published(cast: Cast, condition: Condition) -> None:
    """The consent texts."""
    demo.publish_texts(cast.emil)


@pytest.fixture
def board(cast: Cast) -> None:
    """Hugo in the chair, Ines from Gita's own institution, Jon for the patients, Kofi."""
    operations.seat_member(cast.hugo, by=cast.admin)
    operations.seat_member(cast.ines, by=cast.admin, institution="University of Tests")
    operations.seat_member(cast.jon, by=cast.admin, patient_representative=True)
    operations.seat_member(cast.kofi, by=cast.admin)


@pytest.fixture
def gita(cast: Cast) -> Any:
    """Gita, who accepted the rules."""
    operations.accept_rules(
        by=cast.gita, institution="University of Tests", sha256=texts.rules().sha256
    )
    return cast.gita


@pytest.fixture
def draft(gita: Any, condition: Condition, board: None) -> Application:
    """A complete draft."""
    return operations.start_application(by=gita, condition=condition, values=complete())


@pytest.fixture
def sent(draft: Application, gita: Any) -> Application:
    """An application with the board."""
    return operations.submit_application(draft, by=gita)


@pytest.fixture
def approved(sent: Application, cast: Cast) -> Application:
    """Three votes and a decision."""
    for member in (cast.hugo, cast.jon, cast.kofi):
        operations.vote_on_application(sent, by=member, choice="approve", reason="Useful and kind.")
    operations.decide_application(sent, by=cast.hugo, note="The study is useful.")
    sent.refresh_from_db()
    return sent


@pytest.fixture
def active(approved: Application, gita: Any) -> Application:
    """The agreement is signed."""
    operations.sign_agreement(
        approved, by=gita, printed_name="Gita Rao", sha256=texts.agreement().sha256
    )
    approved.refresh_from_db()
    return approved


@pytest.fixture
def alma(cast: Cast, condition: Condition, published: None) -> Participant:
    """Alma allows contact."""
    return people.join(cast.alma, condition)


@pytest.fixture
def mio(cast: Cast, condition: Condition, published: None) -> Participant:
    """Mio allows contact too."""
    return people.join(cast.mio, condition, country="JP")


@pytest.fixture
def campaign(active: Application, cast: Cast) -> Campaign:
    """A message in preparation."""
    return operations.draft_campaign(
        active, by=cast.emil, answer_by=clock.today() + timedelta(days=60)
    )


@pytest.fixture
def launched(campaign: Campaign, alma: Participant, mio: Participant, cast: Cast) -> Campaign:
    """The message was sent to Alma and Mio."""
    operations.freeze_cohort(campaign, by=cast.emil)
    operations.send_campaign(campaign, by=cast.emil)
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def invitation(launched: Campaign, alma: Participant) -> Invitation:
    """Alma's invitation."""
    return launched.invitations.get(participant=alma)


@pytest.fixture
def say(cast: Cast) -> Callable[..., Invitation]:
    """`say(invitation, "yes", by=…)`"""

    def answer(invitation: Invitation, text: str, *, by: Any, now: bool = False) -> Invitation:
        return operations.answer_invitation(invitation, by=by, answer=text, hand_over_now=now)

    return answer

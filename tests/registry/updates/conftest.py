"""Alma takes part; a year passes as often as a test wants."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from communities.conditions.models import Condition
from rareshare.home.demo import enrollment as demo
from rareshare.lib import clock
from registry.enrollment.models import Participant
from tests.cast import Cast
from tests.registry import people

JOINED = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)  # a Tuesday
# 3 March 2027 is a Wednesday; in Texas it is 09:00 at 15:00 UTC.
DUE = datetime(2027, 3, 3, 15, 0, tzinfo=UTC)


@pytest.fixture
def condition(db: None) -> Condition:
    """What Alma lives with."""
    return people.make_condition()


@pytest.fixture
def alma(cast: Cast, condition: Condition) -> Participant:
    """Alma, who joined on 3 March 2026."""
    with clock.frozen(JOINED):
        demo.publish_texts(cast.emil)
        return people.join(cast.alma, condition)


@pytest.fixture
def rosa(cast: Cast, condition: Condition, alma: Participant) -> Participant:
    """Rosa, 4 years old, for whom Ben acts."""
    with clock.frozen(JOINED):
        return people.join(
            cast.ben, condition, name="Rosa Reyes", born="2022-01-05", subject="child"
        )


@pytest.fixture
def at() -> Callable[[datetime], object]:
    """`with at(DUE): …`"""
    return clock.frozen

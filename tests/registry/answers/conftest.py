"""Alma answers for herself, Ben for a child."""

import pytest

from communities.conditions.models import Condition
from rareshare.home.demo import enrollment as demo
from registry.enrollment.models import Participant
from tests.cast import Cast
from tests.registry import people


@pytest.fixture
def condition(db: None) -> Condition:
    """What they live with."""
    return people.make_condition()


@pytest.fixture
def alma(cast: Cast, condition: Condition) -> Participant:
    """Alma takes part."""
    demo.publish_texts(cast.emil)
    return people.join(cast.alma, condition)


@pytest.fixture
def rosa(cast: Cast, condition: Condition, alma: Participant) -> Participant:
    """A child for whom Ben acts."""
    return people.join(cast.ben, condition, name="Rosa Reyes", born="2024-01-05", subject="child")

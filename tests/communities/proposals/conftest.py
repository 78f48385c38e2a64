"""A small catalogue with one illness that has a community and one that has none."""

import pytest

from communities.conditions import operations as conditions
from communities.conditions.models import Condition
from communities.proposals import operations
from communities.proposals.models import Proposal
from tests.cast import Cast

ANSWERS = {
    "name": "Southern tremor",
    "about": "unlisted",
    "other_names": ["Zittern des Südens"],
    "why": "For everybody who shakes in the south.",
    "link": "patient",
    "wants_to_lead": True,
}


@pytest.fixture
def listed(db: None) -> Condition:
    """An illness of the list without a community."""
    return conditions.add_condition("Western palsy", ["Occidental palsy"], by=None)


@pytest.fixture
def proposal(cast: Cast) -> Proposal:
    """Fay wants a community for an illness that is not in the list, and wants to lead it."""
    return operations.propose_community(by=cast.fay, **ANSWERS)

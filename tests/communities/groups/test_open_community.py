"""Opening: by staff, one for each condition, and each with its history."""

import pytest

from communities.groups import operations
from communities.groups.models import Community, CommunityEvent, Kind
from communities.groups.states import State
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from tests.communities.conftest import make_condition


def test_staff_open_a_community_on_a_condition(cast):
    community = operations.open_community(
        "Grey sleep", by=cast.lena, condition=make_condition("Grey sleep"), pronunciation="gray"
    )
    community.refresh_from_db()
    assert (community.slug, community.state) == ("grey-sleep", State.OPEN)
    assert not community.talk_open
    assert any(letter.isdigit() for letter in community.public_id)
    event = CommunityEvent.objects.get(community=community)
    assert (event.by, event.from_state, event.to_state) == (cast.lena, "", "open")


def test_a_community_may_have_no_condition(cast):
    assert operations.open_community("Nameless", by=cast.admin, kind=Kind.UNDIAGNOSED).is_open
    with pytest.raises(Invalid):
        operations.open_community(
            "Nameless two", by=cast.lena, kind=Kind.UNDIAGNOSED, condition=make_condition("Two")
        )


@pytest.mark.parametrize("who", ["fay", "dora", "emil", "gita", "hugo"])
def test_nobody_else_opens_one(cast, who):
    with pytest.raises(NotAllowed):
        operations.open_community("Grey sleep", by=getattr(cast, who))
    assert not Community.objects.exists()


def test_one_community_for_each_condition_and_name(cast, community):
    with pytest.raises(Conflict):
        operations.open_community("Another", by=cast.lena, condition=community.condition)
    with pytest.raises(Conflict):
        operations.open_community("NORTHERN fever", by=cast.lena)
    assert Community.objects.count() == 1


@pytest.mark.parametrize("name", ["", "  ", "???", "a\0b", "x" * 201, "\u202eevil", "\ud800"])
def test_names_that_are_none(cast, name):
    with pytest.raises(Invalid):
        operations.open_community(name, by=cast.lena)

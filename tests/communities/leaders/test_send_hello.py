"""A community says hello to a newcomer by a letter that names nothing."""

import pytest

from accounts import queries as accounts
from communities.groups import operations as groups
from communities.leaders import operations
from rareshare.lib.errors import NotAllowed
from tests.communities.conftest import membership_of


def test_only_leaders_and_only_once(cast, community, outbox):
    chidi = membership_of(community, cast.chidi)
    for stranger in (cast.fay, cast.chidi, cast.lena):
        with pytest.raises(NotAllowed):
            operations.send_hello(chidi, by=stranger)
    operations.send_hello(chidi, by=cast.dora)
    operations.send_hello(chidi, by=cast.dora)
    assert len(outbox.rows("community_hello")) == 1


def test_who_was_greeted_by_another_leader_gets_no_letter(cast, community, outbox):
    groups.join_community(community, by=cast.alma, role="patient")
    groups.appoint_leader(community, by=cast.lena, user=cast.alma)
    chidi = membership_of(community, cast.chidi)
    operations.greet_newcomer(chidi, by=cast.alma)
    operations.send_hello(chidi, by=cast.dora)
    assert not outbox.rows("community_hello")


def test_it_has_a_switch_of_its_own(cast):
    assert "community_welcome" in accounts.optional_purposes()


@pytest.mark.parametrize("why", ["left meanwhile", "wants no letters"])
def test_who_left_or_wants_no_letters_gets_none(cast, community, outbox, why):
    operations.send_hello(membership_of(community, cast.chidi), by=cast.dora)
    if why == "left meanwhile":
        groups.leave_community(community, by=cast.chidi)
    else:
        groups.change_membership(community, by=cast.chidi, follow="nothing")
    with pytest.raises(AssertionError, match=why):
        outbox.text("community_hello", to=cast.chidi)

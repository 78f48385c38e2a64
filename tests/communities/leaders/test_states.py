"""Every state of an application and every verb: what moves, and what is refused."""

import pytest

from communities.leaders import operations
from communities.leaders.models import LeaderApplication, LeaderApplicationEvent
from communities.leaders.states import MOVES, Origin, State
from rareshare.lib import clock
from rareshare.lib.errors import WrongState
from tests.communities.leaders.conftest import an_offer

VERBS = {
    "accept": (
        State.WAITING,
        lambda one, cast: operations.accept_asking(one, by=cast.chidi, offer=an_offer()),
    ),
    "refuse": (State.REFUSED, lambda one, cast: operations.refuse_asking(one, by=cast.chidi)),
    "withdraw": (
        State.WITHDRAWN,
        lambda one, cast: operations.withdraw_application(one, by=cast.chidi),
    ),
    "approve": (
        State.APPOINTED,
        lambda one, cast: operations.approve_application(one, by=cast.lena),
    ),
    "decline": (
        State.DECLINED,
        lambda one, cast: operations.decline_application(one, by=cast.lena, reason="No"),
    ),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("state", list(State))
def test_every_verb_from_every_state(cast, community, state, verb):
    to, do = VERBS[verb]
    answered = state not in {State.ASKED, State.REFUSED}
    one = LeaderApplication.objects.create(
        community=community,
        user=cast.chidi,
        origin=Origin.ASKED,
        state=state,
        asked_by=cast.dora,
        agreed_public_at=clock.now() if answered else None,
    )
    possible = to in MOVES[state] and not (verb == "approve" and state == State.ASKED)
    if possible:
        do(one, cast)
        one.refresh_from_db()
        assert one.state == to
        event = LeaderApplicationEvent.objects.get()
        assert (event.from_state, event.to_state) == (state, to)
    else:
        with pytest.raises(WrongState):
            do(one, cast)
        one.refresh_from_db()
        assert one.state == state and not LeaderApplicationEvent.objects.exists()


def test_every_state_is_in_the_table():
    assert set(MOVES) == set(State)

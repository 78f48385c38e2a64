"""Who closed their account leads nothing, appoints nobody, and keeps nothing waiting."""

import pytest

from accounts import operations as accounts
from communities.groups import permissions as belonging
from communities.leaders import operations, queries, tasks
from communities.leaders.models import LeaderApplicationEvent
from communities.leaders.states import State
from rareshare.lib.errors import WrongState
from tests.communities.leaders.conftest import an_offer


def close(user, cast):
    accounts.close_account(user, by=cast.admin)


def test_a_yes_to_a_closed_staff_account_waits_for_the_team(cast, community):
    application = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    close(cast.lena, cast)
    done = operations.accept_asking(application, by=cast.chidi, offer=an_offer())
    assert done.state == State.WAITING
    assert not belonging.is_leader(cast.chidi, community)
    operations.approve_application(done, by=cast.admin)
    assert belonging.is_leader(cast.chidi, community)


def test_a_closed_account_is_not_appointed(cast, community):
    application = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    close(cast.chidi, cast)
    with pytest.raises(WrongState, match="closed their account"):
        operations.approve_application(application, by=cast.lena)
    assert not belonging.is_leader(cast.chidi, community)


@pytest.mark.parametrize("asked", [True, False])
def test_what_waited_ends_with_the_account(cast, community, asked):
    if asked:
        application = operations.ask_member_to_lead(community, by=cast.lena, user=cast.chidi)
    else:
        application = operations.apply_to_lead(community, by=cast.chidi, offer=an_offer())
    tasks.end_for_closed_accounts()
    application.refresh_from_db()
    assert application.state != State.WITHDRAWN  # the control: the account is open
    close(cast.chidi, cast)
    tasks.end_for_closed_accounts()
    assert operations.withdraw_for_closed_accounts() == 0  # once is enough
    application.refresh_from_db()
    assert application.state == State.WITHDRAWN and application.decided_at is not None
    event = LeaderApplicationEvent.objects.filter(application=application).latest("pk")
    assert (event.verb, event.by) == ("application_ended", None)
    assert not queries.waiting_applications(cast.lena).exists()


def test_what_a_closed_account_asked_stays_open(cast, community, seen):
    application = operations.ask_member_to_lead(community, by=cast.dora, user=cast.chidi)
    close(cast.dora, cast)
    tasks.end_for_closed_accounts()
    application.refresh_from_db()
    assert application.state == State.ASKED

"""What several people do in the same moment: appoint, apply, ask about terms, greet."""

from datetime import timedelta

import pytest

from communities.groups.models import Leadership, Membership
from communities.leaders import operations
from communities.leaders.models import Greeting, LeaderApplication
from rareshare.lib import clock
from rareshare.lib.errors import WrongState
from rareshare.lib.models import Letter
from tests.communities.groups.test_parallel import AT_ONCE, at_once
from tests.communities.leaders.conftest import an_offer

pytestmark = pytest.mark.django_db(transaction=True)


def test_appointing_many_times_at_once_is_appointing_once(cast, community):
    lena, application = (
        cast.lena,
        operations.apply_to_lead(community, by=cast.chidi, offer=an_offer()),
    )

    def approve(_):
        try:
            operations.approve_application(application, by=lena)
        except WrongState:
            return
        done.append(1)

    done = []
    at_once(approve)
    assert len(done) == 1
    assert Leadership.objects.filter(user=cast.chidi, until=None).count() == 1
    assert Letter.objects.filter(kind="leader_application_decided").count() == 1


def test_applying_many_times_at_once_is_applying_once(cast, community):
    chidi = cast.chidi
    results = at_once(lambda _: operations.apply_to_lead(community, by=chidi, offer=an_offer()))
    assert results.count("done") == 1
    assert LeaderApplication.objects.count() == 1


def test_workers_that_wake_together_ask_once(cast, community):
    Leadership.objects.update(term_ends_on=clock.today() + timedelta(days=10))
    at_once(lambda _: operations.ask_about_terms())
    assert Letter.objects.filter(kind="leader_term_ends").count() == 1


def test_workers_that_wake_together_end_once(cast, community):
    with clock.frozen(clock.now() - timedelta(days=40)):
        Leadership.objects.update(term_ends_on=clock.today() - timedelta(days=1))
        operations.ask_about_terms()
    at_once(lambda _: operations.end_lapsed_terms())
    assert Letter.objects.filter(kind="leader_term_lapsed").count() == 1
    assert not Leadership.objects.filter(until=None).exists()


def test_greeting_many_times_at_once_is_one_greeting(cast, community):
    dora = cast.dora
    membership = Membership.objects.get(user=cast.chidi)
    results = at_once(lambda _: operations.greet_newcomer(membership, by=dora))
    assert results == ["done"] * AT_ONCE
    assert Greeting.objects.count() == 1

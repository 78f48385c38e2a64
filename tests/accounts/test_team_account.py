"""team_account: one account of the house that nobody can sign in with."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from accounts import operations, queries
from accounts.models import User, UserEvent
from rareshare.lib.errors import Conflict, Invalid, NotFound


def test_it_is_made_once_and_written_down(cast):
    team = operations.team_account()
    assert operations.team_account() == team
    assert team.display_name == "RareShare team"
    assert UserEvent.objects.get(user=team).verb == "team_account_made"


def test_nobody_signs_in_with_it(cast, client_for):
    team = operations.team_account()
    assert not team.is_active
    assert not team.has_usable_password()
    assert team.roles == frozenset()
    assert queries.user_by_address(team.email) is None
    assert queries.confirmed_user_by_address(team.email) is None
    assert client_for(team).get("/me/").status_code == 302
    with pytest.raises(NotFound):
        queries.user_by_public_id(cast.fay, team.public_id)


@pytest.mark.parametrize("name", ["RareShare team", "RareShare Team", "Rare Share team"])
def test_nobody_else_can_bear_its_name(cast, name):
    operations.team_account()
    with pytest.raises((Conflict, Invalid)):
        operations.change_profile(cast.fay, by=cast.fay, changes={"display_name": name})


@pytest.mark.django_db(transaction=True)
def test_made_at_the_same_time_it_is_one():
    def make(_):
        try:
            return operations.team_account().pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(make, range(8)))) == 1
    assert User.objects.filter(email="team@rareshare.invalid").count() == 1

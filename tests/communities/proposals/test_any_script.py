"""A community has a name in any script: it is proposed, opened, found, and not opened twice."""

import pytest

from communities.conditions import operations as conditions
from communities.conditions import queries as catalogue
from communities.conditions.models.naming import address_for, comparable
from communities.groups import operations as groups
from communities.groups.models import Kind
from communities.proposals import operations
from communities.proposals.operations import Taken
from rareshare.lib.errors import Conflict, Invalid
from tests.communities.proposals.conftest import ANSWERS

NAMES = ["مرض نادر", "怪病", "Синдром северной дрожи", "दुर्लभ रोग", "희귀병 2"]


def propose(user, **answers):
    return operations.propose_community(by=user, **{**ANSWERS, "other_names": [], **answers})


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_is_opened_and_found(cast, anonymous, client_for, name):
    sent = client_for(cast.fay).post("/communities/start/", {"name": name})
    assert sent.url == "/communities/start/match/"
    proposal = propose(cast.fay, name=name)
    opened = operations.approve_proposal(proposal, by=cast.lena).community
    assert anonymous.get(opened.get_absolute_url()).status_code == 200
    assert opened.slug != opened.public_id  # the opaque id still tells no illness
    text = anonymous.get("/communities/", {"q": name}).content.decode()
    assert f'href="{opened.get_absolute_url()}"' in text
    [match] = catalogue.search_conditions(name)
    assert match.name == name and match.literal


@pytest.mark.parametrize("name", NAMES)
def test_the_same_name_is_not_opened_twice(cast, name):
    waiting = propose(cast.fay, name=name)
    with pytest.raises(Taken):
        propose(cast.chidi, name=f" {name}!")
    operations.approve_proposal(waiting, by=cast.lena)
    with pytest.raises(Taken) as refused:
        propose(cast.chidi, name=name)
    assert refused.value.obstacle.community == waiting.community or (
        refused.value.obstacle.community.name == name
    )
    with pytest.raises(Conflict):
        groups.open_community(name, by=cast.lena, kind=Kind.UNDIAGNOSED)


def test_names_that_share_digits_and_latin_letters_only_are_not_the_same(cast):
    first = groups.open_community("Болезнь X 1", by=cast.lena, kind=Kind.UNDIAGNOSED)
    second = groups.open_community("Синдром X 1", by=cast.lena, kind=Kind.UNDIAGNOSED)
    assert first.slug != second.slug
    assert conditions.add_condition("Болезнь X 1", by=None).slug != "x-1"


@pytest.mark.parametrize("name", ["怪", "A", "!!", "-"])
def test_one_letter_is_no_name(cast, client_for, name):
    answer = client_for(cast.fay).post("/communities/start/", {"name": name})
    assert answer.status_code == 400
    with pytest.raises(Invalid):
        propose(cast.fay, name=name)


def test_latin_names_are_compared_as_before():
    assert comparable("  Northern  FEVÉR! ") == address_for("northern fever") == "northern-fever"
    assert comparable("T-B+") == "t-b-plus"
    assert address_for("!!") == ""

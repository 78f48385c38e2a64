"""Names that members use: found at once, kept by every import, added by staff only."""

import pytest

from communities.conditions import operations, permissions, queries
from communities.conditions.models import Source
from communities.conditions.states import Status
from rareshare.lib.errors import Invalid, NotAllowed
from tests.communities.conditions.conftest import load


def found(text):
    return [match.name for match in queries.search_conditions(text)]


def test_the_bundled_names_lead_to_calciphylaxis(calciphylaxis):
    for name in (
        "calcific uremic arteriolopathy",
        "metastatic calcinosis cutis",
        "necrotizing panniculitis",
        "calcifying panniculitis",
    ):
        assert found(name)[0] == "Calciphylaxis"


def test_a_new_name_is_found_at_once_and_outlives_an_import(calciphylaxis, cast):
    assert found("wobbly vessels") == []
    operations.add_community_names(calciphylaxis, ["wobbly vessels"], by=cast.lena)
    assert found("wobly vesels") == ["Calciphylaxis"]
    load()
    assert found("wobbly vessels") == ["Calciphylaxis"]
    event = calciphylaxis.events.last()
    assert (event.verb, event.by, event.note) == (
        "community_names_added",
        cast.lena,
        "wobbly vessels",
    )


def test_a_known_name_is_not_added_again(calciphylaxis, cast):
    before = calciphylaxis.names.count(), calciphylaxis.events.count()
    operations.add_community_names(
        calciphylaxis, ["Necrotizing Panniculitis", "idiopathic calciphylaxis", " "], by=cast.lena
    )
    assert (calciphylaxis.names.count(), calciphylaxis.events.count()) == before


def test_two_spellings_in_one_go_are_one_name(calciphylaxis, cast):
    operations.add_community_names(calciphylaxis, ["Wobbles", "wobbles"], by=cast.lena)
    assert calciphylaxis.names.filter(text__iexact="wobbles").count() == 1


@pytest.mark.parametrize("who", ["fay", "alma", "dora", "emil", "gita"])
def test_others_may_not_add_names(calciphylaxis, cast, who):
    person = getattr(cast, who)
    assert not permissions.can_add_community_names(person, calciphylaxis)
    with pytest.raises(NotAllowed):
        operations.add_community_names(calciphylaxis, ["mine"], by=person)
    assert not calciphylaxis.names.filter(text="mine").exists()


def test_a_retired_condition_takes_no_names(calciphylaxis, cast):
    type(calciphylaxis).objects.update(status=Status.RETIRED)
    with pytest.raises(NotAllowed):
        operations.add_community_names(calciphylaxis, ["late"], by=cast.admin)


@pytest.mark.parametrize("name", ["a\0b", "\ud800", "x" * 501])
def test_names_that_cannot_be_stored_are_refused(calciphylaxis, cast, name):
    with pytest.raises(Invalid):
        operations.add_community_names(calciphylaxis, [name], by=cast.lena)
    assert calciphylaxis.names.filter(source=Source.COMMUNITY).count() == 4

"""A condition that no source lists: added by staff, found at once, kept by every import."""

import pytest

from communities.conditions import operations, permissions, queries
from communities.conditions.models import Condition, Source
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from tests.communities.conditions.conftest import load


def found(text):
    return [match.name for match in queries.search_conditions(text)]


def test_it_is_found_by_each_name_and_outlives_an_import(catalogue, cast, anonymous):
    made = operations.add_condition(
        "wandering rib syndrome", ["Kofler disease", "WRS", "kofler disease"], by=cast.lena
    )
    for text in ("wandering rib syndrome", "Kofler's disease", "WRS", "wanderng rib syndrom"):
        assert found(text)[0] == "Wandering rib syndrome"
    load()
    made.refresh_from_db()
    assert made.is_active and (made.slug, made.letter) == ("wandering-rib-syndrome", "w")
    assert set(made.names.values_list("source", flat=True)) == {Source.COMMUNITY}
    assert sorted(made.names.values_list("text", "kind")) == [
        ("Kofler disease", "community"),
        ("WRS", "community"),
        ("wandering rib syndrome", "preferred"),
    ]
    assert made.events.get().by == cast.lena
    page = anonymous.get("/conditions/wandering-rib-syndrome/").content.decode()
    assert "<h1>Wandering rib syndrome</h1>" in page


@pytest.mark.parametrize(
    "name",
    ["Calciphylaxis", "calcyphylaxis", "Syndrome, Marfan", "calcific uremic arteriolopathy"],
)
def test_a_name_that_is_there_already_is_refused(calciphylaxis, cast, name):
    before = Condition.objects.count()
    with pytest.raises(Conflict, match="already"):
        operations.add_condition(name, by=cast.lena)
    assert Condition.objects.count() == before


def test_numbers_and_short_words_tell_illnesses_apart(catalogue, cast):
    operations.add_condition("Wandering rib syndrome type 1", by=cast.admin)
    operations.add_condition("Wandering rib syndrome type 2", by=cast.admin)
    operations.add_condition("Wandering rib syndrome type B", by=cast.admin)
    with pytest.raises(Conflict):
        operations.add_condition("Wandring rib syndrome type 2", by=cast.admin)


def test_a_retired_condition_keeps_its_address(catalogue, cast):
    Condition.objects.filter(name="Marfan syndrome").update(status="retired")
    made = operations.add_condition("Marfan syndrome", by=cast.admin)
    assert made.slug == f"marfan-syndrome-{made.key}"


@pytest.mark.parametrize("who", ["fay", "alma", "dora", "emil", "gita"])
def test_others_may_not_add(catalogue, cast, who):
    person = getattr(cast, who)
    assert not permissions.can_add_condition(person)
    with pytest.raises(NotAllowed):
        operations.add_condition("Wandering rib syndrome", by=person)


@pytest.mark.parametrize("name", ["", "ab", "12 34", "a\0bcd", "\ud800abc", "x" * 501])
def test_a_name_that_is_none_is_refused(catalogue, cast, name):
    with pytest.raises(Invalid):
        operations.add_condition(name, by=cast.lena)

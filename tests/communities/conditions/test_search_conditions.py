"""A condition is found by any name, spelling, part of a name or code, and the answer says why."""

import pytest
from django.db import connection

from communities.conditions import queries
from communities.conditions.models import (
    Condition,
    ConditionCode,
    ConditionName,
    SourceRecord,
    System,
)
from communities.conditions.models.entry import read_code
from communities.conditions.operations.index import refresh_index
from communities.conditions.states import Status
from rareshare.lib.errors import Invalid


def first(text):
    found = queries.search_conditions(text)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "name", "why"),
    [
        ("calciphylaxis", "Calciphylaxis", "this is its main name"),
        ("CALCIPHYLAXIS", "Calciphylaxis", "this is its main name"),
        ("calcific urem", "Calciphylaxis", "also called: calcific uremic arteriolopathy"),
        ("urem calcific", "Calciphylaxis", "also called: calcific uremic arteriolopathy"),
        ("calcific uraemic", "Calciphylaxis", "also called: calcific uremic arteriolopathy"),
        ("necrotizing panniculitis", "Calciphylaxis", "also called: necrotizing panniculitis"),
        ("necrotising panniculitis", "Calciphylaxis", "also called: necrotizing panniculitis"),
        ("calcifilaxis", "Calciphylaxis", "spelled much like: calciphylaxis"),
        ("ORPHA:280062", "Calciphylaxis", "ORPHA code 280062"),
        ("280062", "Calciphylaxis", "ORPHA code 280062"),
        ("ORPHA code 280062", "Calciphylaxis", "ORPHA code 280062"),
        ("orpha 280062", "Calciphylaxis", "ORPHA code 280062"),
        ("Orphanet_280062", "Calciphylaxis", "ORPHA code 280062"),
        ("d002115", "Calciphylaxis", "MeSH code D002115"),
        ("MONDO:0017215", "Calciphylaxis", "MONDO code 0017215"),
        ("GARD:0005980", "Calciphylaxis", "GARD code 5980"),
        ("OMIM:154700", "Marfan syndrome", "OMIM code 154700"),
        ("MIM 154700", "Marfan syndrome", "OMIM code 154700"),
        ("#154700", "Marfan syndrome", "OMIM code 154700"),
        ("omim.org/entry/154700", "Marfan syndrome", "OMIM code 154700"),
        ("https://www.orpha.net/en/disease/detail/280062", "Calciphylaxis", "ORPHA code 280062"),
        ("http://orpha.net/fr/disease/detail/280062?name=x", "Calciphylaxis", "ORPHA code 280062"),
        (
            "https://www.orpha.net/consor/cgi-bin/OC_Exp.php?lng=EN&Expert=280062",
            "Calciphylaxis",
            "ORPHA code 280062",
        ),
        (
            "https://icd.who.int/browse10/2019/en#/D59.3",
            "Hemolytic-uremic syndrome",
            "ICD-10-CM code D59.3",
        ),
        ("icd10 D59.3", "Hemolytic-uremic syndrome", "ICD-10-CM code D59.3"),
        ("D593", "Hemolytic-uremic syndrome", "ICD-10-CM code D59.3"),
        ("MFS", "Marfan syndrome", "also called: MFS"),
        ("Marfan’s syndromes", "Marfan syndrome", "also called: Marfan's syndrome"),
        ("marfans syndrom", "Marfan syndrome", ""),
        ("syndrome Marfan", "Marfan syndrome", "this is its main name"),
        ("haemophilia", "Hemophilia", ""),
        ("huntington chorea", "Huntington disease", ""),
        ("fibrosis cystic", "Cystic fibrosis", "this is its main name"),
        ("griscelli type II", "Griscelli syndrome type 2", ""),
    ],
)
def test_finds_it_first_and_says_why(catalogue, text, name, why):
    match = first(text)
    assert match is not None and match.name == name
    assert why in match.why
    assert Condition.objects.get(slug=match.slug).pk == match.id


def test_a_number_that_two_systems_share_leads_to_both(catalogue):
    found = queries.search_conditions("2598")
    assert [match.why for match in found[:2]] == ["ORPHA code 2598", "GARD code 2598"]
    [only] = queries.search_conditions("GARD 2598")
    assert only.name == "Parana hard-skin syndrome"


def test_a_code_that_several_conditions_bear_shows_each(catalogue):
    values = list(ConditionCode.objects.filter(system="ORPHA").values_list("value", flat=True))
    [shared] = {value for value in values if values.count(value) > 1}
    assert len(queries.search_conditions(f"ORPHA:{shared}")) == values.count(shared) == 2


def test_the_first_bearer_of_a_code_is_meant_and_the_label_says_so(catalogue):
    values = list(ConditionCode.objects.filter(system="ORPHA").values_list("value", flat=True))
    [shared] = {value for value in values if values.count(value) > 1}
    label = f"ORPHA code {shared}"
    found = queries.search_conditions(label)
    assert [match.why for match in found] == [label, f"also listed with {label}"]
    owner = found[1]
    SourceRecord.objects.filter(condition=owner.id, source="ORPHANET").delete()
    SourceRecord.objects.create(condition_id=owner.id, source="ORPHANET", code=shared)
    found = queries.search_conditions(f"ORPHA:{shared}")
    assert found[0].id == owner.id and found[0].why == label
    assert found[1].why == f"also listed with {label}"


def test_what_has_the_shape_of_a_code_is_not_guessed_as_a_name(catalogue, calciphylaxis):
    ConditionName.objects.create(
        condition=calciphylaxis, text="EDS 5", kind="synonym", source="MONDO", normalized="eds 5"
    )
    with connection.cursor() as cursor:
        refresh_index(cursor)
    assert first("EDS 6").name == "Calciphylaxis"
    assert queries.search_conditions("E83.5") == []


@pytest.mark.parametrize("address", [queries.code_url(one, "C12345") for one in System])
def test_each_address_we_show_is_understood(address):
    systems = {one for one in System if queries.code_url(one, "C12345") == address}
    if address:
        found, value = read_code(address)
        assert systems <= set(found) and value == "C12345"


def test_each_condition_stands_once(catalogue):
    found = queries.search_conditions("calciphylaxis")
    assert len({match.id for match in found}) == len(found) == 3


def test_the_limit_is_kept(catalogue):
    assert len(queries.search_conditions("syndrome", limit=3)) == 3


def test_did_you_mean_is_for_spellings_that_no_name_has(catalogue):
    def meant(text):
        return queries.did_you_mean(queries.search_conditions(text))

    assert meant("calcifilaxis").name == "Calciphylaxis"
    assert meant("calcific urem") is None
    assert meant("280062") is None
    assert meant("wxyz qrst") is None


def test_nothing_is_found_for_words_that_mean_nothing(catalogue):
    for text in ("wxyz qrst", "ORPHA:999999", "--- 12345678", "%%%qq%%%", "日本語"):
        assert queries.search_conditions(text) == []


def test_a_retired_condition_is_found_only_as_what_replaced_it(calciphylaxis):
    marfan = Condition.objects.get(name="Marfan syndrome")
    Condition.objects.filter(pk=marfan.pk).update(status=Status.RETIRED)
    assert first("Marfan syndrome").name != "Marfan syndrome"
    Condition.objects.filter(pk=marfan.pk).update(replaced_by=calciphylaxis)
    assert first("OMIM:154700").name == first("Marfan syndrome").name == "Calciphylaxis"


@pytest.mark.parametrize("text", ["", " ", "a", "?!", "-", "\u00b4", "...", "a-"])
def test_too_little_is_answered_plainly(db, text):
    with pytest.raises(Invalid, match="Type 2 letters or more") as refusal:
        queries.search_conditions(text)
    assert refusal.value.fields.keys() == {"q"}


@pytest.mark.parametrize("text", ["x" * 501, "cal\0ci", "cal\ud800ci", "cal\u202eci", "\x1bcalci"])
def test_what_cannot_be_a_name_is_refused(db, text):
    with pytest.raises(Invalid) as refusal:
        queries.search_conditions(text)
    assert refusal.value.fields.keys() == {"q"}


@pytest.mark.parametrize(
    "text",
    [
        "x" * 500,
        "%' OR 1=1 --",
        "\\N \\x00",
        "a b " * 100,
        "(ab) {} [] ++",
        "ß" * 400,
        "😀 ab",
        "'''ab",
    ],
)
def test_strange_text_is_only_text(catalogue, text):
    queries.search_conditions(text)


def test_a_search_is_one_statement(catalogue, django_assert_num_queries):
    for text in ("calcific urem", "280062", "wxyz qrst"):
        with django_assert_num_queries(1):
            queries.search_conditions(text)

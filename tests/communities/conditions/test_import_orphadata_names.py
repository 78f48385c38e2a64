"""Orphadata product 1: what joins what, groups, definitions, retired codes, and languages."""

import pytest
from django.core.management import CommandError

from communities.conditions import queries
from communities.conditions.models import (
    Condition,
    ConditionCode,
    Definition,
    ImportRelease,
    SourceRecord,
)
from tests.communities.conditions.orphadata import (
    NAMES,
    disorder,
    everything,
    moved,
    of,
    product1,
    run,
    xref,
)


def test_the_sample_joins_the_table_and_adds_what_it_does_not_hold(calciphylaxis, anonymous):
    before = Condition.objects.count()
    said = run(NAMES)
    assert "2026-06-23 version 1.3" in said and "2 conditions added" in said
    assert of(280062) == calciphylaxis  # the ORPHA code that Mondo gives, which no other row bears
    assert of(558).name == "Marfan syndrome"  # an exact, validated MONDO number
    assert Condition.objects.count() == before + 2
    group, gone = of(999901), of(999902)
    assert (group.level, group.status) == ("group", "active")
    assert gone.status == "retired" and gone.replaced_by == calciphylaxis
    assert anonymous.get(f"/conditions/{group.slug}/").status_code == 200
    calciphylaxis.refresh_from_db()
    assert (calciphylaxis.name, calciphylaxis.level) == ("Calciphylaxis", "disorder")


def test_names_codes_and_definition_carry_their_source(calciphylaxis):
    run(NAMES)
    assert calciphylaxis.names.filter(text="CUA", source="ORPHANET", kind="abbreviation").exists()
    code = calciphylaxis.codes.get(system="ICD-10")
    assert (code.value, code.relation, code.source) == ("E83.5", "NTBT", "ORPHANET")
    definition = calciphylaxis.definitions.get()
    assert definition.language == "en"
    assert definition.text.startswith("A sample definition with <i>markup</i>")
    assert {name.source for name in calciphylaxis.names.all()} == {"MONDO", "ORPHANET", "COMMUNITY"}


def test_a_second_run_changes_nothing(catalogue):
    run(NAMES)
    before = everything()
    assert "nothing changed" not in run(NAMES)  # the release on record is the first one's
    assert everything() == before


def test_only_exact_and_validated_codes_join(calciphylaxis, write):
    mondo = calciphylaxis.codes.get(system="MONDO").value
    for wrong in (
        xref("MONDO", mondo, "NTBT (narrower)"),
        xref("MONDO", mondo, "BTNT (broader)"),
        xref("MONDO", mondo, status="Not yet validated"),
        xref("OMIM", "154700"),
    ):
        run(NAMES, write(disorder(7, "Something else", wrong)), allow_shrink=True)
        assert of(7) != calciphylaxis and of(7).name == "Something else"


def test_an_exact_code_joins_whatever_the_names_are(calciphylaxis, write):
    mondo = calciphylaxis.codes.get(system="MONDO").value
    run(NAMES, write(disorder(7, "Something else", xref("MONDO", f" MONDO:{mondo} "))))
    assert of(7) == calciphylaxis
    calciphylaxis.refresh_from_db()
    assert calciphylaxis.name == "Calciphylaxis"  # Mondo's title stays, Orphanet's is a name
    assert calciphylaxis.names.filter(text="Something else", source="ORPHANET").exists()


def test_two_that_claim_one_condition_both_stay_alone(calciphylaxis, write):
    mondo = calciphylaxis.codes.get(system="MONDO").value
    run(
        NAMES,
        write(
            disorder(7, "First claim", xref("MONDO", mondo)),
            disorder(8, "Second claim", xref("MONDO", mondo)),
        ),
    )
    assert calciphylaxis not in {of(7), of(8)}


def test_an_orpha_code_on_several_rows_of_the_table_joins_none(catalogue, write):
    twice = ConditionCode.objects.filter(system="ORPHA", value="98938", source="MONDO")
    assert twice.count() == 2
    run(NAMES, write(disorder(98938, "Muscular illness of several kinds")))
    assert of(98938).pk not in set(twice.values_list("condition", flat=True))
    assert len(queries.conditions_with_code("ORPHA:98938")) == 3


def test_a_record_stays_where_it_joined(calciphylaxis, write):
    marfan = Condition.objects.get(name="Marfan syndrome")
    run(NAMES, write(disorder(7, "Seven", xref("MONDO", "0017215"))))
    number = marfan.codes.get(system="MONDO").value
    run(NAMES, write(disorder(7, "Seven", xref("MONDO", number))))
    assert of(7) == calciphylaxis


def test_each_source_keeps_its_own(calciphylaxis, write):
    run(NAMES)
    before = sorted(calciphylaxis.names.filter(source="MONDO").values_list("text", flat=True))
    run(
        NAMES,
        write(disorder(280062, "Calciphylaxis"), disorder(558, "Marfan syndrome")),
        allow_shrink=True,
    )
    assert before == sorted(
        calciphylaxis.names.filter(source="MONDO").values_list("text", flat=True)
    )
    assert not calciphylaxis.names.filter(text="CUA").exists()
    assert not Definition.objects.exists()
    assert not calciphylaxis.codes.filter(system="ICD-10").exists()
    assert calciphylaxis.codes.filter(system="ORPHA", source="MONDO").exists()


def test_withdrawn_by_one_source_it_stays_with_the_other(calciphylaxis, write):
    run(NAMES)
    run(
        NAMES,
        write(disorder(280062, "Calciphylaxis", moved(558)), disorder(558, "Marfan")),
        allow_shrink=True,
    )
    calciphylaxis.refresh_from_db()
    assert calciphylaxis.is_active and calciphylaxis.replaced_by is None
    assert not calciphylaxis.names.filter(source="ORPHANET").exists()
    assert not SourceRecord.objects.get(source="ORPHANET", code="280062").in_use


def test_other_languages_bring_names_and_definitions_only(calciphylaxis, write, tmp_path):
    french = tmp_path / "fr_product1.xml"
    french.write_bytes(
        product1(
            disorder(280062, "Calciphylaxie", lang="fr"),
            disorder(777, "Maladie inconnue", lang="fr"),
        )
    )
    with pytest.raises(CommandError, match="English file first"):
        run(NAMES, french)
    run(NAMES)
    before = Condition.objects.count(), ConditionCode.objects.count()
    run(NAMES, french)
    assert (Condition.objects.count(), ConditionCode.objects.count()) == before
    assert calciphylaxis.names.get(language="fr").text == "Calciphylaxie"
    assert calciphylaxis.names.filter(language="en", source="ORPHANET").count() == 3
    assert queries.search_conditions("calciphylaxie")[0].name == "Calciphylaxis"
    run(NAMES)
    assert calciphylaxis.names.filter(language="fr").exists()
    assert (
        ImportRelease.objects.filter(product="names", language="fr").get().counts["not_taken_up"]
        == 1
    )

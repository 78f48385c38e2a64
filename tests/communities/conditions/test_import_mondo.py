"""The Mondo graph: rare diseases only, exact codes, retired ids, no other ontologies."""

import json

import pytest
from django.core.management import CommandError

from communities.conditions import queries
from communities.conditions.models import Condition, ConditionCode, ImportRelease, SourceRecord
from tests.communities.conditions.conftest import load
from tests.communities.conditions.orphadata import MONDO, NAMES, everything, run

PURL = "http://purl.obolibrary.org/obo/"


def node(number, name, *, rare=True, **meta):
    subsets = [f"{PURL}mondo#gard_rare"] if rare else []
    return {
        "id": f"{PURL}MONDO_{number:07}",
        "lbl": name,
        "type": "CLASS",
        "meta": {"subsets": subsets, **meta},
    }


@pytest.fixture
def write(tmp_path):
    def written(nodes, edges=(), indent=1):
        meta = {"version": f"{PURL}mondo/releases/2027-01-05/mondo.json"}
        graph = {"graphs": [{"meta": meta, "edges": list(edges), "nodes": list(nodes)}]}
        path = tmp_path / "mondo.json"
        path.write_text(json.dumps(graph, indent=indent))
        return path

    return written


def of(number):
    return Condition.objects.get(records__source="MONDO", records__code=f"{number:07}")


def test_the_sample(db):
    said = run(MONDO)
    assert "Mondo graph 2026-09-01" in said and "1 condition added" in said
    marfan = of(7947)
    assert set(marfan.codes.values_list("system", "value", "relation")) == {
        ("MONDO", "0007947", "E"),
        ("ORPHA", "558", "E"),
        ("OMIM", "154700", ""),
    }
    assert set(marfan.names.values_list("text", flat=True)) == {
        "Marfan syndrome",
        "Marfan's syndrome",
    }
    assert marfan.definitions.get().text == "Sample definition."
    assert marfan.parents.get().parent_code == "MONDO:0000001"
    assert not SourceRecord.objects.filter(code="9999999").exists()  # retired, and never here


def test_a_second_run_changes_nothing(db):
    run(MONDO)
    before = everything()
    run(MONDO)
    assert everything() == before


def test_other_ontologies_and_common_diseases_stay_outside(db, write):
    phenotype = {"id": f"{PURL}HP_0001250", "lbl": "Seizure", "type": "CLASS", "meta": {}}
    prop = {"id": f"{PURL}MONDO_0000009", "lbl": "a relation", "type": "PROPERTY"}
    run(MONDO, write([node(1, "rare one"), node(2, "common cold", rare=False), phenotype, prop]))
    assert list(Condition.objects.values_list("name", flat=True)) == ["Rare one"]
    assert ImportRelease.objects.get().counts["diseases_that_are_not_rare"] == 1


def test_parents_are_found_wherever_the_edges_stand(db, write):
    edges = [
        {"sub": f"{PURL}MONDO_0000002", "pred": "is_a", "obj": f"{PURL}MONDO_0000001"},
        {"sub": f"{PURL}MONDO_0000002", "pred": f"{PURL}RO_1", "obj": f"{PURL}MONDO_0000003"},
        {"sub": f"{PURL}MONDO_0000002", "pred": "is_a", "obj": f"{PURL}HP_0000001"},
    ]
    run(MONDO, write([node(1, "one"), node(2, "two"), node(3, "three")], edges))
    assert [row.parent for row in of(2).parents.all()] == [of(1)]


def test_a_replaced_id_leads_on(db, write):
    run(MONDO, write([node(1, "one"), node(2, "two")]))
    replaced = [{"pred": f"{PURL}IAO_0100001", "val": f"{PURL}MONDO_0000002"}]
    gone = node(1, "obsolete one", rare=False, deprecated=True, basicPropertyValues=replaced)
    run(MONDO, write([gone, node(2, "two")]), allow_shrink=True)
    assert of(1).replaced_by == of(2)
    assert [match.name for match in queries.search_conditions("MONDO:0000001")] == ["Two"]


def test_numbers_are_put_where_they_belong(db, write):
    xrefs = ["UMLS:CN228161", "UMLS:C0024796", "OMIMPS:123456", "GARD:0006975", "DOID:14323"]
    exact = [{"pred": "http://x#exactMatch", "val": "https://omim.org/entry/154700"}]
    values = [{"val": one} for one in [*xrefs, "OMIM:154700", "Orphanet:154700"]]
    run(MONDO, write([node(1, "one", xrefs=values, basicPropertyValues=exact)]))
    assert set(of(1).codes.values_list("system", "value", "relation")) == {
        ("MONDO", "0000001", "E"),
        ("MedGen", "CN228161", ""),
        ("UMLS", "C0024796", ""),
        ("OMIM", "PS123456", ""),
        ("GARD", "6975", ""),
        ("OMIM", "154700", "E"),
        ("ORPHA", "154700", ""),
    }


def test_only_exact_orpha_codes_join_what_orphanet_gave(db, write):
    run(NAMES)
    near = [{"val": "Orphanet:280062"}]
    exact = [{"pred": "http://x#exactMatch", "val": "http://www.orpha.net/ORDO/Orphanet_558"}]
    run(
        MONDO,
        write(
            [
                node(1, "calcium illness", xrefs=near),
                node(2, "Marfan", xrefs=[{"val": "Orphanet:558"}], basicPropertyValues=exact),
            ]
        ),
    )
    assert of(1).records.count() == 1
    assert set(of(2).records.values_list("source", "code")) == {
        ("MONDO", "0000002"),
        ("ORPHANET", "558"),
    }


def test_the_bundled_table_does_not_undo_a_newer_release(db, write, capsys):
    from django.core.management import call_command

    run(MONDO, write([node(1, "one")]))
    before = everything()
    call_command("load_conditions")
    assert "bundled table is older" in capsys.readouterr().out
    assert everything() == before


def test_a_release_that_is_much_smaller_than_the_table_is_refused(db, write):
    load()
    before = everything()
    with pytest.raises(CommandError, match="leaves out 60 of 60"):
        run(MONDO, write([node(1, "one")]))
    assert everything() == before
    assert ConditionCode.objects.filter(source="MONDO", system="MONDO").count() == 60

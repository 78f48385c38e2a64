"""The first import into an empty catalogue: addresses, parents, who may, and what is said."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from communities.conditions import operations
from communities.conditions.models import (
    Condition,
    ConditionName,
    ConditionParent,
    ImportRelease,
    Product,
    Source,
    System,
)
from communities.conditions.operations import index, staging
from communities.conditions.operations.orphadata_prevalence import OrphadataPrevalence
from rareshare.lib.errors import Invalid, NotAllowed
from tests.communities.conditions.conftest import SAMPLE, load, replaced, without
from tests.communities.conditions.orphadata import PREVALENCE

RELEASE = operations.Release(Source.MONDO, "test", "CC BY 4.0", System.MONDO)


def test_two_names_with_one_slug_get_two_addresses(db, table):
    load(table(replaced("\tcalciphylaxis cutis\t", "\tcalciphylaxis!\t")))
    slugs = Condition.objects.filter(slug__startswith="calciphylaxis").values_list(
        "slug", flat=True
    )
    assert len(set(slugs)) == 2 and "calciphylaxis" in slugs


def test_a_parent_outside_the_table_is_a_code_until_it_arrives(db, table):
    outside = ConditionParent.objects.filter(
        child__name="Calciphylaxis", parent_code="MONDO:0002123"
    )
    cutis = ConditionParent.objects.filter(child__name="Calciphylaxis cutis")
    load(table(without("MONDO:0017215\tcalci")))
    assert cutis.get(parent_code="MONDO:0017215").parent is None
    load()
    assert cutis.get(parent_code="MONDO:0017215").parent.name == "Calciphylaxis"
    assert outside.get().parent is None


def test_a_file_that_is_not_there_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        load(tmp_path / "nothing.tsv")


def test_text_that_looks_like_sql_is_only_a_name(db, table):
    hostile = "x'); DROP TABLE conditions_condition; -- \\N"
    load(table(replaced("idiopathic calciphylaxis", hostile)))
    assert ConditionName.objects.filter(text=hostile).exists()


def test_only_administrators_import_by_hand(cast):
    for person in (cast.fay, cast.lena, cast.emil):
        with pytest.raises(NotAllowed):
            operations.import_catalogue(operations.Table(SAMPLE), RELEASE, by=person)
    recorded = operations.import_catalogue(operations.Table(SAMPLE), RELEASE, by=cast.admin)
    assert recorded.counts["conditions"] == 60
    assert recorded.licence == "CC BY 4.0"


@pytest.mark.parametrize("product", Product.values)
def test_nobody_else_has_a_file_opened(cast, tmp_path, product):
    for person in (cast.fay, cast.lena, cast.emil):
        with pytest.raises(NotAllowed):
            operations.import_file(Product(product), tmp_path / "nothing", by=person)


def test_only_administrators_import_prevalence(cast):
    file = OrphadataPrevalence(PREVALENCE)
    release = operations.Release(
        Source.ORPHANET, "test", "CC BY 4.0", System.ORPHA, product=Product.PREVALENCE
    )
    with pytest.raises(NotAllowed):
        operations.import_prevalence(file, release, by=cast.lena)
    recorded = operations.import_prevalence(file, release, by=cast.admin)
    assert recorded.counts["prevalences"] == 2


def test_the_command_tells_what_it_did(db, capsys):
    call_command("load_conditions", SAMPLE, release="2026-09")
    said = capsys.readouterr()
    assert "60 conditions" in said.out and "60 conditions added" in said.out
    assert "Conditions" in said.err  # the progress bar
    assert ImportRelease.objects.get().release == "2026-09"


def test_stage_copies_every_entry(db):
    entries = list(operations.Table(SAMPLE))
    with connection.cursor() as cursor:
        index.lock_catalogue(cursor)
        counts = staging.stage(cursor, entries)
        cursor.execute("SELECT count(*) FROM incoming_name")
        assert cursor.fetchone() == (counts["names"],)
    assert counts["names"] == len(entries) + sum(len(entry.synonyms) for entry in entries)


def test_community_names_refuses_another_shape(tmp_path: Path):
    path = tmp_path / "names.tsv"
    path.write_text("code\tname\tlanguage\nORPHA:1\tonly two\n")
    with pytest.raises(Invalid, match="Line 2"):
        operations.community_names(path)


def test_until_it_is_loaded_the_list_says_so(db, anonymous):
    assert "is being filled" in anonymous.get("/conditions/").content.decode()

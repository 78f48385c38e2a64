"""Importing a release: all of it or nothing, only its own rows, and again with the same end."""

import gzip

import pytest
from django.core.management import CommandError
from django.db import connection

from communities.conditions.models import (
    Condition,
    ConditionCode,
    ConditionEvent,
    ConditionName,
    ConditionParent,
    ImportRelease,
    SearchForm,
    SearchGram,
    Source,
    SourceRecord,
)
from communities.conditions.operations import index
from communities.conditions.states import MOVES, Status
from tests.communities.conditions.conftest import SAMPLE, load, replaced, without

TABLES = [
    Condition,
    ConditionName,
    ConditionCode,
    ConditionParent,
    SourceRecord,
    SearchForm,
    SearchGram,
]


def everything():
    """All rows of the catalogue with their ids."""
    return [list(model.objects.order_by("pk").values_list()) for model in TABLES]


def test_loads_with_names_codes_and_parents(catalogue):
    condition = Condition.objects.get(name="Calciphylaxis")
    assert condition.slug == "calciphylaxis" and condition.letter == "c"
    assert set(condition.codes.values_list("system", "value")) == {
        ("MONDO", "0017215"),
        ("ORPHA", "280062"),
        ("GARD", "5980"),
        ("MeSH", "D002115"),
        ("UMLS", "C0006666"),
    }
    assert condition.names.get(text="idiopathic calciphylaxis").source == Source.MONDO
    assert Condition.objects.count() == 60


def test_runs_as_the_role_that_may_not_create_tables(catalogue):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        assert cursor.fetchone() == (False,)


def test_a_second_run_changes_nothing(catalogue):
    before = everything()
    load()
    assert everything() == before
    assert ImportRelease.objects.count() == 1


def test_the_same_table_packed_is_the_same_release_of_names(catalogue, tmp_path):
    before = everything()
    packed = tmp_path / "table.tsv.gz"
    packed.write_bytes(gzip.compress(SAMPLE.read_bytes()))
    load(packed)
    assert everything() == before


def test_touches_only_what_its_own_source_gave(calciphylaxis, table):
    ConditionName.objects.create(
        condition=calciphylaxis,
        text="CUA",
        kind="abbreviation",
        source="ORPHANET",
        normalized="cua",
    )
    load(table(replaced("idiopathic calciphylaxis", "uremic calciphylaxis")))
    names = set(calciphylaxis.names.values_list("text", "source"))
    assert ("CUA", "ORPHANET") in names
    assert ("calcific uremic arteriolopathy", "COMMUNITY") in names
    assert ("uremic calciphylaxis", "MONDO") in names
    assert ("idiopathic calciphylaxis", "MONDO") not in names
    assert not SearchForm.objects.filter(form="idiopathic calciphylaxis").exists()
    difference = ImportRelease.objects.first().difference
    assert (difference["names_added"], difference["names_removed"]) == (1, 1)
    assert sum(difference.values()) == 2


def test_a_renamed_condition_keeps_its_key_and_address(calciphylaxis, table):
    load(table(replaced("MONDO:0017215\tcalciphylaxis\t", "MONDO:0017215\tcalcium illness\t")))
    renamed = Condition.objects.get(pk=calciphylaxis.pk)
    assert renamed.name == "Calcium illness"
    assert (renamed.key, renamed.slug) == (calciphylaxis.key, "calciphylaxis")


def test_plus_and_minus_are_different_illnesses(catalogue):
    assert Condition.objects.filter(slug__startswith="t-b-plus-severe").exists()


def test_a_condition_that_its_source_drops_is_retired_and_can_return(calciphylaxis, table):
    ids = set(Condition.objects.values_list("pk", flat=True))
    load(table(without("MONDO:0017215\tcalci")))
    calciphylaxis.refresh_from_db()
    assert calciphylaxis.status == Status.RETIRED
    load()
    calciphylaxis.refresh_from_db()
    assert calciphylaxis.status == Status.ACTIVE
    assert set(Condition.objects.values_list("pk", flat=True)) == ids
    events = calciphylaxis.events.exclude(verb="community_names_added")
    moves = list(events.values_list("verb", "from_state", "to_state"))
    assert moves == [
        ("condition_retired", "active", "retired"),
        ("condition_returned", "retired", "active"),
    ]
    assert all(to in MOVES[Status(was)] for _, was, to in moves)


def test_a_condition_that_another_source_names_stays_in_use(calciphylaxis, table):
    SourceRecord.objects.create(condition=calciphylaxis, source="ORPHANET", code="280062")
    load(table(without("MONDO:0017215\tcalci")))
    calciphylaxis.refresh_from_db()
    assert calciphylaxis.is_active


def test_refuses_a_release_that_drops_over_five_percent(catalogue, table):
    before = everything()
    shorter = table(lambda lines: lines[:-4])
    with pytest.raises(CommandError, match="leaves out 4 of 60"):
        load(shorter)
    assert everything() == before
    load(shorter, allow_shrink=True)
    assert Condition.objects.active().count() == 56


def test_five_percent_is_not_too_much(catalogue, table):
    load(table(lambda lines: lines[:-3]))
    assert Condition.objects.active().count() == 57


def test_one_orpha_code_may_stand_on_several_conditions(catalogue):
    values = list(ConditionCode.objects.filter(system="ORPHA").values_list("value", flat=True))
    assert len(values) > len(set(values))


def test_values_that_are_no_cuis_are_not_called_umls(catalogue):
    assert not ConditionCode.objects.filter(system="UMLS", value__startswith="CN").exists()
    assert ConditionCode.objects.filter(system="MedGen", value__startswith="CN").exists()


def test_names_that_lost_their_letters_are_left_out_and_counted(catalogue):
    assert not ConditionName.objects.filter(text__contains="\ufffd").exists()
    assert ImportRelease.objects.get().counts["unreadable_names"] > 0
    assert ConditionName.objects.filter(text__contains='"malignant').exists()
    assert not ConditionName.objects.filter(text__contains="\\").exists()


def cut_in_a_line(data):
    return data[:5000]


BAD_FILES = {
    "empty": (lambda data: b"", "Line 1: the file is empty"),
    "only a header": (lambda data: data[: data.index(b"\n") + 1], "Line 1: the file holds no"),
    "other columns": (lambda data: data.replace(b"orpha", b"orphan", 1), "Line 1: the first line"),
    "cut off": (cut_in_a_line, "ends in the middle of this line"),
    "too few columns": (lambda data: data + b"MONDO:1234567\tname\n", "Line 62: 2 columns"),
    "latin-1": (
        lambda data: data + "MONDO:1234567\tMénière\t\t\t\t\t\t\t\t\n".encode("latin-1"),
        "Line 62: byte 16 is not UTF-8",
    ),
    "nul": (lambda data: data.replace(b"bifid nose", b"bifid\0nose"), "Line 4: there is a control"),
    "utf-16": (lambda data: data.decode().encode("utf-16"), "Line 1: "),
    "twice": (lambda data: data + data.splitlines()[1] + b"\n", "Line 62: MONDO:0000023 stands"),
    "no number": (lambda data: data.replace(b"MONDO:0000110\t", b"0000110\t"), "Line 4: the first"),
    "no name": (lambda data: data.replace(b"\tbifid nose\t", b"\t \t"), "Line 4: the condition"),
    "strange code": (lambda data: data.replace(b"\t2695\t", b"\t26;95\t"), "Line 4: '26;95'"),
    "strange parent": (
        lambda data: data.replace(b"MONDO:0015411|", b"ORPHA:1|"),
        "Line 4: a parent is not",
    ),
    "long name": (lambda data: data.replace(b"bifid nose", b"n" * 501), "longer than 500"),
    "long line": (lambda data: data + b"x" * 300_000 + b"\n", "Line 62: the file or this line"),
    "cut gzip": (lambda data: gzip.compress(data)[:900], "damaged or cut off"),
    "broken gzip": (lambda data: b"\x1f\x8b" + b"x" * 99, "Line 1: the packed file is damaged"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_with_its_line_and_changes_nothing(catalogue, tmp_path, name):
    spoil, complaint = BAD_FILES[name]
    before = everything()
    path = tmp_path / "bad.tsv"
    path.write_bytes(spoil(SAMPLE.read_bytes()))
    with pytest.raises(CommandError) as refusal:
        load(path, allow_shrink=True)
    assert complaint in str(refusal.value) and "Nothing was changed" in str(refusal.value)
    assert everything() == before


def test_refresh_index_rebuilds_what_the_names_say(catalogue):
    before = {gram.gram: sorted(gram.forms) for gram in SearchGram.objects.all()}
    SearchForm.objects.create(form="nobody is called this", words="called is nobody this")
    with connection.cursor() as cursor:
        index.refresh_index(cursor)
    assert {gram.gram: sorted(gram.forms) for gram in SearchGram.objects.all()} == before


def test_history_of_imports_cannot_be_changed(catalogue):
    from django.db import DatabaseError, transaction

    for model in (ImportRelease, ConditionEvent):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.all().delete()

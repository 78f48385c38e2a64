"""Retired codes: where they lead, that they come back, and what a release may not leave out."""

import pytest
from django.core.management import CommandError

from communities.conditions import queries
from communities.conditions.models import (
    Condition,
    ImportRelease,
)
from tests.communities.conditions.conftest import load, replaced
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


def test_the_table_after_orphadata_joins_in_the_same_way(db):
    from tests.communities.conditions.conftest import load

    run(NAMES)
    key = of(280062).key
    load()
    calciphylaxis = Condition.objects.get(name="Calciphylaxis")
    assert calciphylaxis.key == key and of(558).records.count() == 2
    assert calciphylaxis.names.filter(source="MONDO").exists()


def test_old_codes_names_and_addresses_lead_on(db, write, anonymous):
    run(NAMES, write(disorder(1, "Old illness"), disorder(2, "New illness")))
    run(
        NAMES,
        write(disorder(1, "OBSOLETE: Old illness", moved(2)), disorder(2, "New illness")),
        allow_shrink=True,
    )
    assert [m.name for m in queries.search_conditions("ORPHA:1")] == ["New illness"]
    assert queries.search_conditions("old illness")[0].name == "New illness"
    answer = anonymous.get("/conditions/old-illness/")
    assert (answer.status_code, answer["Location"]) == (301, "/conditions/new-illness/")


def test_redirects_go_to_the_end_of_the_chain(db, write):
    old = [disorder(1, "One"), disorder(2, "Two"), disorder(3, "Three")]
    run(NAMES, write(*old))
    run(NAMES, write(disorder(1, "One", moved(2)), *old[1:]), allow_shrink=True)
    assert of(1).replaced_by == of(2)
    run(NAMES, write(disorder(2, "Two", moved(3)), old[2]), allow_shrink=True)  # 1 is left out
    assert of(1).replaced_by == of(2).replaced_by == of(3)


def test_a_circle_of_moves_leads_nowhere(db, write, anonymous):
    run(NAMES, write(disorder(1, "One"), disorder(2, "Two"), disorder(3, "Three")))
    circle = write(
        disorder(1, "One", moved(2)), disorder(2, "Two", moved(1)), disorder(3, "Three", moved(3))
    )
    run(NAMES, circle, allow_shrink=True)
    for slug in ("one", "two", "three"):
        assert anonymous.get(f"/conditions/{slug}/").status_code == 410
    before = everything()
    run(NAMES, circle, allow_shrink=True)
    assert everything() == before


def test_referred_to_is_no_redirect_but_a_place_to_look(db, write, anonymous):
    run(NAMES, write(disorder(1, "One"), disorder(2, "Two")))
    run(
        NAMES,
        write(disorder(1, "One", moved(2, "Referred to")), disorder(2, "Two")),
        allow_shrink=True,
    )
    page = anonymous.get("/conditions/one/")
    assert page.status_code == 410 and '<a href="/conditions/two/">Two</a>' in page.content.decode()


def test_a_code_comes_back_to_its_own_condition(db, write):
    run(NAMES, write(disorder(1, "One"), disorder(2, "Two")))
    one = of(1)
    run(NAMES, write(disorder(1, "One", moved(2)), disorder(2, "Two")), allow_shrink=True)
    run(NAMES, write(disorder(1, "One again"), disorder(2, "Two")))
    one.refresh_from_db()
    assert (one.status, one.replaced_by, one.name, one.slug) == ("active", None, "One again", "one")
    assert list(one.events.values_list("verb", flat=True)) == [
        "condition_retired",
        "condition_redirected",
        "condition_returned",
    ]


def test_it_refuses_to_shrink_by_more_than_five_percent(db, write):
    many = [disorder(n, f"Illness {n}") for n in range(1, 41)]
    run(NAMES, write(*many))
    before = everything()
    with pytest.raises(CommandError, match="leaves out 3 of 40"):
        run(NAMES, write(*many[:36], disorder(37, "Illness 37", moved(1)), *many[37:38]))
    assert everything() == before
    run(NAMES, write(*many[:38]))
    assert Condition.objects.active().count() == 38


def test_the_report_names_what_changed(db, write):
    from django.core.management import call_command

    run(NAMES, write(*[disorder(n, f"Illness {n}") for n in range(1, 4)]))
    run(
        NAMES,
        write(
            disorder(1, "Illness one"),
            disorder(2, "Illness 2", moved(1)),
            disorder(4, "Illness three"),
            disorder(5, "illness one", xref("XY", "1")),
        ),
        allow_shrink=True,
    )
    changes = ImportRelease.objects.first().changes
    assert changes["conditions_added"] == [["ORPHA:4", "Illness three"], ["ORPHA:5", "Illness one"]]
    assert changes["conditions_renamed"] == [["ORPHA:1", "Illness 1", "Illness one"]]
    assert ["Illness 2", "Illness one"] in changes["conditions_redirected"]
    assert [row[0] for row in changes["conditions_retired"]] == ["Illness 2", "Illness 3"]
    assert changes["left_out"] == [["references of unknown systems: XY"]]
    import io

    said = io.StringIO()
    call_command("import_report", product="names", stdout=said)
    assert "ORPHA:1  ->  Illness 1  ->  Illness one" in said.getvalue()
    assert "Conditions retired: 2" in said.getvalue() and "CC BY 4.0" in said.getvalue()


def test_a_second_run_says_that_nothing_changed(db, write):
    path = write(disorder(1, "Illness 1"))
    said = run(NAMES, path)
    assert "1 condition added" in said and "1 record added" in said
    said = run(NAMES, path)
    assert "is already in. Nothing changed." in said and "added" not in said


def test_the_report_lists_new_names_of_each_file(db, table):
    import io

    from django.core.management import call_command

    load()
    run(NAMES)
    load(table(replaced("bifid nose\t", "bifid nose\tcleft nose tip|")))
    said = io.StringIO()
    call_command("import_report", stdout=said)
    assert "Bifid nose  ->  cleft nose tip" in said.getvalue()
    assert "Orphadata names" in said.getvalue()


def test_older_encodings_are_read_as_the_file_declares(db, tmp_path):
    text = product1(disorder(5, "Maladie de Ménière")).decode().replace("UTF-8", "ISO-8859-1")
    path = tmp_path / "latin.xml"
    path.write_bytes(text.encode("latin-1"))
    run(NAMES, path)
    assert of(5).name == "Maladie de Ménière"


def test_definitions_hold_no_other_markup(db, write):
    hostile = (
        "<SummaryInformationList><SummaryInformation><TextSectionList><TextSection>"
        "<TextSectionType><Name>Definition</Name></TextSectionType><Contents>A &lt;i&gt;rare"
        "&lt;/i&gt; one&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt;"
        "&lt;i onclick=z&gt;x&lt;/i&gt;</Contents></TextSection></TextSectionList>"
        "</SummaryInformation></SummaryInformationList>"
    )
    run(NAMES, write(disorder(5, "Five", hostile)))
    assert of(5).definitions.get().text == "A <i>rare</i> one<i>x</i>"

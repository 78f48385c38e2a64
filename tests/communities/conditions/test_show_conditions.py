"""What a condition's page and the API say after Orphadata was imported: plain words and sources."""

import pytest

from communities.conditions import queries
from communities.conditions.models import Condition
from communities.conditions.queries import facts
from tests.communities.conditions.orphadata import (
    NAMES,
    PREVALENCE,
    disorder,
    of,
    product1,
    run,
)


@pytest.fixture
def filled(calciphylaxis, tmp_path):
    """The table, Orphadata in English with prevalences, and one French name."""
    run(NAMES)
    run(PREVALENCE)
    french = tmp_path / "fr_product1.xml"
    french.write_bytes(product1(disorder(280062, "Calciphylaxie", lang="fr")))
    run(NAMES, french)
    return calciphylaxis


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_tells_what_it_is_with_its_source(filled, anonymous):
    page = words(anonymous.get("/conditions/calciphylaxis/"))
    assert '<h2 id="what">What it is</h2>' in page and "<i>markup</i>" in page
    assert "Written by Orphanet" in page
    assert (
        "Orphanet, Orphadata, INSERM, CC BY 4.0</a> (names and codes, 2026-06-23 version 1.3)"
        in page
    )
    assert "Mondo, Monarch Initiative, CC BY 4.0" in page
    assert "We made changes" in page


def test_names_stand_by_language(filled, anonymous):
    page = words(anonymous.get("/conditions/calciphylaxis/"))
    assert '<dt>French</dt><dd lang="fr">Calciphylaxie</dd>' in page
    assert "<li>CUA <span" in page and "<li>Calciphylaxie" not in page


def test_codes_lead_out_and_say_how_they_fit(filled, anonymous):
    page = words(anonymous.get("/conditions/calciphylaxis/"))
    assert 'href="https://www.orpha.net/en/disease/detail/280062"' in page
    assert 'href="https://meshb.nlm.nih.gov/record/ui?ui=D002115"' in page
    assert "E83.5<span" in page and "(a wider group)" in page
    assert page.count("280062<span") == 1  # two sources give it, it is shown once
    marfan = words(anonymous.get("/conditions/marfan-syndrome/"))
    assert 'href="https://omim.org/entry/154700"' in marfan


def test_how_common_it_is_stands_in_plain_words(filled, anonymous):
    page = words(anonymous.get("/conditions/marfan-syndrome/"))
    assert "1 to 5 of every 10,000 people live with it" in page and "(Europe)" in page
    assert 'href="https://pubmed.ncbi.nlm.nih.gov/11389160/"' in page
    assert "1 / 1 000 000" not in page  # not validated, and no number of families
    assert 'id="common"' not in words(anonymous.get("/conditions/calciphylaxis/"))


def test_a_group_says_that_it_is_one(filled, anonymous):
    page = words(anonymous.get(f"/conditions/{of(999901).slug}/"))
    assert "This is a group of conditions, not one illness." in page


def test_the_api_says_the_same(filled, anonymous):
    marfan = Condition.objects.get(name="Marfan syndrome")
    data = anonymous.get(f"/api/v1/conditions/{marfan.key}/").json()
    assert data["level"] == "disorder"
    point = next(row for row in data["prevalences"] if row["kind"] == "Point prevalence")
    assert point["words"] == "1 to 5 of every 10,000 people live with it"
    assert (point["mean"], point["pmids"]) == (20.0, ["11389160", "9689990"])
    assert {(row["product"], row["release"]) for row in data["sources"]} >= {
        ("names", "2026-06-23 version 1.3"),
        ("prevalence", "2026-06-23 version 1.3"),
    }
    data = anonymous.get(f"/api/v1/conditions/{filled.key}/").json()
    [definition] = data["definitions"]
    assert (definition["source"], definition["language"]) == ("ORPHANET", "en")
    wider = next(row for row in data["codes"] if row["system"] == "ICD-10")
    assert (wider["relation"], wider["url"]) == (
        "NTBT",
        "https://icd.who.int/browse10/2019/en#/E83.5",
    )


def test_all_of_it_takes_one_statement(filled, anonymous, django_assert_num_queries):
    anonymous.get("/conditions/")
    with django_assert_num_queries(1):
        anonymous.get(f"/api/v1/conditions/{filled.key}/")
    for query in ("", "?status=retired", "?ordering=-changed", "?system=OMIM&letter=m"):
        with django_assert_num_queries(1):
            assert anonymous.get(f"/api/v1/conditions/{query}").status_code == 200


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (">1 / 1000", "more than 1 of every 1,000"),
        ("6-9 / 10 000", "6 to 9 of every 10,000"),
        ("1-5 / 10 000", "1 to 5 of every 10,000"),
        ("1-9 / 100 000", "1 to 9 of every 100,000"),
        ("1-9 / 1 000 000", "1 to 9 of every 1,000,000"),
        ("<1 / 1 000 000", "fewer than 1 of every 1,000,000"),
        ("Unknown", ""),
        ("Not yet documented", ""),
        ("", ""),
        ("a class of next year", "a class of next year"),
    ],
)
def test_classes_in_words(share, told):
    assert facts.share_in_words(share) == told


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("Point prevalence", "1 to 9 of every 100,000 people live with it"),
        ("Prevalence at birth", "1 to 9 of every 100,000 babies are born with it"),
        ("Annual incidence", "1 to 9 of every 100,000 people get it each year"),
        ("Lifetime Prevalence", "1 to 9 of every 100,000 people get it at some time in life"),
        ("Something new", "1 to 9 of every 100,000 people (something new)"),
        ("Cases/families", "About 1,234 people or families are known"),
    ],
)
def test_kinds_in_words(kind, told):
    row = {"kind": kind, "share": "1-9 / 100 000", "mean": 1234.0}
    assert facts.prevalence_in_words(row) == told


def test_unchecked_statements_are_told_only_where_nothing_is_checked():
    row = {"kind": "Point prevalence", "share": "1-9 / 100 000", "mean": None, "pmids": ["1"]}
    checked = {**row, "place": "Europe", "validated": True}
    again = {**checked, "place": "Worldwide", "pmids": ["2"]}
    other = {**row, "place": "Peru", "validated": False, "share": ">1 / 1000"}
    [told] = facts.prevalences_shown([checked, again, other])
    assert (told["places"], told["pmids"]) == (["Worldwide", "Europe"], ["2", "1"])
    assert len(facts.prevalences_shown([other])) == 1


@pytest.mark.parametrize(
    ("system", "value", "url"),
    [
        ("OMIM", "PS154700", "https://omim.org/phenotypicSeries/PS154700"),
        ("GARD", "6975", "https://rarediseases.info.nih.gov/diseases/6975/index"),
        ("ICD-11", "LD28.01", ""),
        ("MedDRA", "10026829", ""),
    ],
)
def test_code_addresses(system, value, url):
    assert queries.code_url(system, value) == url

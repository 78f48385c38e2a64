"""Finding: by any name of the condition, misspelled too, with the reason; nothing breaks."""

import pytest

from communities.conditions import operations as conditions
from communities.conditions.models import Condition, ConditionParent
from communities.groups import operations
from communities.groups.models import Kind
from communities.groups.queries import find_communities
from communities.groups.queries.meaning import is_too_wide, means_no_diagnosis
from tests.communities.conditions.conftest import _sample, calciphylaxis, catalogue

__all__ = ["_sample", "calciphylaxis", "catalogue"]


@pytest.fixture
def known(cast, calciphylaxis):
    return operations.open_community("Calciphylaxis", by=cast.lena, condition=calciphylaxis)


@pytest.fixture
def nameless(cast):
    return operations.open_community("Without a diagnosis", by=cast.lena, kind=Kind.UNDIAGNOSED)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("calciphylaxis", "this is its main name"),
        ("calcific urem", "also called: calcific uremic arteriolopathy"),
        ("necrotizing panniculitis", "also called: necrotizing panniculitis"),
        ("calcifilaxis", ""),
        ("ORPHA:280062", "ORPHA"),
        ("280062", "ORPHA"),
    ],
)
def test_any_name_or_code_leads_there_and_says_why(anonymous, known, asked, why):
    page = anonymous.get("/communities/", {"q": asked})
    assert page.status_code == 200
    text = page.content.decode()
    assert f'href="/c/{known.slug}/"' in text
    assert why.casefold() in text.casefold()
    results = anonymous.get("/api/v1/communities/", {"q": asked}).json()["results"]
    assert results[0]["public_id"] == known.public_id
    assert why.casefold() in results[0]["why"].casefold()


def test_a_misspelled_name_asks_back(anonymous, known):
    text = anonymous.get("/communities/?q=calsifilaksis").content.decode()
    assert "Did you mean <strong>Calciphylaxis</strong>?" in text


def test_an_illness_without_community_leads_to_its_page(anonymous, calciphylaxis):
    text = anonymous.get("/communities/?q=calciphylaxis").content.decode()
    assert f'href="/conditions/{calciphylaxis.slug}/"' in text
    assert "No community yet" in text
    assert anonymous.get("/api/v1/communities/?q=calciphylaxis").json()["results"] == []


def test_people_without_a_diagnosis_have_a_door(anonymous, catalogue, nameless):
    for query in ("", "?q=without+diagnosis", "?q=zzzzzz"):
        text = anonymous.get(f"/communities/{query}").content.decode()
        assert f'href="/c/{nameless.slug}/"' in text, query
    results = anonymous.get("/api/v1/communities/?q=diagnosis").json()["results"]
    assert nameless.public_id in [row["public_id"] for row in results]


@pytest.mark.parametrize(
    "asked",
    [
        "undiagnosed",
        "Diagnosis unknown",
        "I do not know",
        "I don’t know what I have",
        "no diagnosis",
        "unknown illness",
        "not diagnosed yet",
    ],
)
def test_who_has_no_diagnosis_is_answered_with_the_door(anonymous, catalogue, nameless, asked):
    text = anonymous.get("/communities/", {"q": asked}).content.decode()
    assert "1 result for" in text and "No match" not in text
    assert "this is the place for people without a diagnosis" in text.casefold()
    [found] = anonymous.get("/api/v1/communities/", {"q": asked}).json()["results"]
    assert found["public_id"] == nameless.public_id


def test_without_such_a_community_they_are_welcome_too(anonymous, catalogue):
    text = anonymous.get("/communities/?q=no+diagnosis").content.decode()
    assert "You are welcome without a diagnosis" in text and "No match" not in text


@pytest.mark.parametrize(
    "asked", ["unknown calciphylaxis", "no nose", "type 2 known", "bifid nose"]
)
def test_other_words_are_looked_for(asked):
    assert not means_no_diagnosis(asked) and not is_too_wide(asked)


@pytest.mark.parametrize("asked", ["disease", "rare disease", "a genetic disorder", "Acquired"])
def test_words_of_thousands_of_names_ask_for_another_word(anonymous, catalogue, asked):
    text = anonymous.get("/communities/", {"q": asked}).content.decode()
    assert "Add a word to" in text and 'href="/conditions/"' in text


def test_people_with_a_kind_of_an_illness_are_found_by_its_name(cast, anonymous, catalogue):
    kind = Condition.objects.get(name="Griscelli syndrome type 2")
    wide = ConditionParent.objects.filter(child=kind, parent__isnull=False).first()
    assert wide is not None
    there = operations.open_community("Griscelli two", by=cast.lena, condition=kind)
    found = find_communities(None, wide.parent.name).findings
    assert found[0].name == wide.parent.name and found[0].community is None
    assert found[1].community == there
    assert found[1].why == f"for people with a kind of {wide.parent.name}"
    assert [one.community for one in found].count(there) == 1
    results = anonymous.get("/api/v1/communities/", {"q": wide.parent.name}).json()["results"]
    assert results[0]["public_id"] == there.public_id


def test_more_than_ten_results_have_more_pages(cast, anonymous, catalogue):
    for number in range(12):
        conditions.add_condition(f"Zebra palsy {'abcdefghijkl'[number] * 3}", by=cast.lena)
    first = anonymous.get("/communities/?q=zebra").content.decode()
    assert "page 1</h2>" in first and 'href="?q=zebra&amp;page=2"' in first
    pages, names = [find_communities(None, "zebra", page=number) for number in (1, 2)], []
    for page in pages:
        names += [one.name for one in page.findings]
    assert len(set(names)) == len(names) > 10 and not pages[1].has_more
    text = anonymous.get("/communities/?q=zebra&page=2").content.decode()
    assert 'href="?q=zebra&amp;page=1"' in text and names[-1] in text
    for beyond in ("3", "6", "999"):
        assert anonymous.get(f"/communities/?q=zebra&page={beyond}").status_code == 404


def test_a_code_nobody_knows_is_not_guessed(anonymous, catalogue):
    text = anonymous.get("/communities/?q=E83.5").content.decode()
    assert "We do not know the code “E83.5”" in text and "Did you mean" not in text


def test_a_long_question_is_not_shown_in_full(anonymous, catalogue):
    text = anonymous.get("/communities/", {"q": "x" * 300}).content.decode()
    assert "No match for" in text and "Did you mean" not in text
    assert "x" * 100 not in text.split("<h2>")[1]


def test_no_match_says_what_else_helps(anonymous, catalogue):
    page = anonymous.get("/communities/?q=zzqqxxzzqq")
    text = page.content.decode()
    assert page.status_code == 200
    assert "No match for" in text
    assert 'href="/conditions/"' in text


@pytest.mark.parametrize("asked", ["c", "-", "?!", "x" * 501])
def test_too_short_or_too_long_is_said_beside_the_box(anonymous, catalogue, asked):
    page = anonymous.get("/communities/", {"q": asked})
    assert page.status_code == 400
    assert "There is a problem" in page.content.decode()
    answer = anonymous.get("/api/v1/communities/", {"q": asked})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/q"


@pytest.mark.parametrize("query", ["q=%00a", "q=%ed%a0%80", "q=%ff%fe", "page=-1", "page=x&q=%20"])
def test_hostile_addresses_are_no_accident(anonymous, catalogue, query):
    assert anonymous.get(f"/communities/?{query}").status_code in (200, 400)
    assert anonymous.get(f"/api/v1/communities/?{query}").status_code in (200, 400)


def test_markup_in_a_question_is_shown_as_text(anonymous, catalogue):
    page = anonymous.get("/communities/", {"q": "<script>alert(1)</script>"})
    assert b"<script>alert" not in page.content


def test_all_communities_are_listed_by_name(anonymous, known, nameless):
    names = [row["name"] for row in anonymous.get("/api/v1/communities/").json()["results"]]
    assert names == ["Calciphylaxis", "Without a diagnosis"]
    text = anonymous.get("/communities/").content.decode()
    assert text.index("Calciphylaxis") < text.index("Without a diagnosis")


def test_the_api_knows_a_community_by_its_slug_too(anonymous, known):
    answer = anonymous.get(f"/api/v1/communities/{known.slug}/")
    assert answer.status_code == 200 and answer.json()["public_id"] == known.public_id
    assert anonymous.get("/api/v1/communities/nothing-like-it/").status_code == 404
    assert anonymous.get(f"/api/v1/communities/{known.slug}/members/").status_code in (401, 404)


def test_nothing_opened_yet_is_no_blank_page(anonymous, db):
    assert "There is no community yet" in anonymous.get("/communities/").content.decode()


def test_sql_does_not_grow_with_the_list(
    cast, anonymous, known, nameless, django_assert_num_queries
):
    for number in range(5):
        operations.open_community(f"Number {number}", by=cast.lena)
    with django_assert_num_queries(3):  # count, rows, the door without a diagnosis
        anonymous.get("/communities/")
    with django_assert_num_queries(5):  # search, by name, communities, of kinds, the door
        anonymous.get("/communities/?q=calciphylaxis")
    with django_assert_num_queries(1):
        anonymous.get("/api/v1/communities/")
    with django_assert_num_queries(4):
        anonymous.get("/api/v1/communities/?q=calciphylaxis")

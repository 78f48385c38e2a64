"""The catalogue through its pages and the API: lists, one condition, retired ones, and limits."""

import pytest
from django.urls import reverse

from communities.conditions import queries
from communities.conditions.models import Condition
from communities.conditions.states import Status
from rareshare.lib.errors import NotFound

CALCIPHYLAXIS = "/conditions/calciphylaxis/"


def words(response):
    return " ".join(response.content.decode().split())


def test_a_page_for_every_condition(catalogue, anonymous):
    for slug in Condition.objects.values_list("slug", flat=True):
        assert anonymous.get(f"/conditions/{slug}/").status_code == 200


def test_the_page_shows_names_codes_and_place(calciphylaxis, anonymous):
    page = words(anonymous.get(CALCIPHYLAXIS))
    assert "<h1>Calciphylaxis</h1>" in page
    assert "calcific uremic arteriolopathy" in page and "280062" in page
    assert '<a href="/conditions/skin-vascular-disease/">' not in page
    assert '<a href="/conditions/calciphylaxis-cutis/">Calciphylaxis cutis</a>' in page
    assert "MONDO:0002123" not in page and "not on our list" not in page
    assert "CC BY 4.0" in page and "noindex" not in page


def test_a_name_that_sources_write_in_two_ways_is_shown_once(calciphylaxis, anonymous):
    calciphylaxis.names.create(
        text="Idiopathic Calciphylaxis", kind="synonym", source="ORPHANET", normalized="x"
    )
    page = words(anonymous.get(CALCIPHYLAXIS))
    assert page.lower().count("<li>idiopathic calciphylaxis") == 1


def test_that_members_use_a_name_is_said_once(calciphylaxis, anonymous):
    for text in ("calci", "the stone skin"):
        calciphylaxis.names.create(text=text, kind="community", source="COMMUNITY", normalized=text)
    page = words(anonymous.get(CALCIPHYLAXIS))
    assert page.lower().count("used by members") == 1
    assert "<li>calci</li>" in page and "<li>the stone skin</li>" in page


def test_without_a_community_the_page_invites_to_start_one(catalogue, anonymous):
    page = words(anonymous.get(CALCIPHYLAXIS))
    assert "There is no community for this condition yet" in page


def test_a_replaced_condition_leads_to_its_replacement(calciphylaxis, anonymous):
    Condition.objects.filter(name="Bifid nose").update(
        status=Status.RETIRED, replaced_by=calciphylaxis
    )
    response = anonymous.get("/conditions/bifid-nose/")
    assert response.status_code == 301 and response["Location"] == CALCIPHYLAXIS


def test_a_retired_condition_says_where_to_look(calciphylaxis, anonymous):
    Condition.objects.filter(name="Calciphylaxis cutis").update(status=Status.RETIRED)
    response = anonymous.get("/conditions/calciphylaxis-cutis/")
    assert response.status_code == 410
    assert f'<a href="{CALCIPHYLAXIS}">Calciphylaxis</a>' in words(response)
    assert "Calciphylaxis cutis</a>" not in words(anonymous.get(CALCIPHYLAXIS))


@pytest.mark.parametrize("slug", ["nothing", "Nothing", "calciphylaxis-", "1"])
def test_no_page_for_what_is_not_there(catalogue, anonymous, slug):
    assert anonymous.get(f"/conditions/{slug}/").status_code == 404
    with pytest.raises(NotFound):
        queries.condition_by_slug(slug)


def test_without_a_text_the_page_says_where_to_read(calciphylaxis, anonymous):
    text = words(anonymous.get(CALCIPHYLAXIS))
    assert "We have no text of our own about it." in text
    assert queries.card_by_slug("calciphylaxis").readings[0] == {
        "name": "Orphanet",
        "url": "https://www.orpha.net/en/disease/detail/280062",
    }
    calciphylaxis.codes.filter(system__in=["ORPHA", "GARD"]).delete()
    assert "no text of our own" not in words(anonymous.get(CALCIPHYLAXIS))


def test_capital_letters_in_an_address_lead_on(catalogue, anonymous):
    answer = anonymous.get("/conditions/Calciphylaxis/")
    assert answer.status_code == 301 and answer["Location"] == CALCIPHYLAXIS


def test_the_api_knows_a_condition_by_its_slug_too(calciphylaxis, anonymous):
    by_key = anonymous.get(f"/api/v1/conditions/{calciphylaxis.key}/")
    by_slug = anonymous.get("/api/v1/conditions/calciphylaxis/")
    assert by_slug.status_code == 200 and by_slug.json() == by_key.json()
    assert anonymous.get("/api/v1/conditions/nothing/").status_code == 404


def test_a_to_z_goes_by_letters_and_pages(catalogue, anonymous, monkeypatch):
    monkeypatch.setattr("communities.conditions.web.pages.PER_PAGE", 5)
    first = words(anonymous.get("/conditions/?letter=c"))
    assert "Calciphylaxis</a>" in first and "Bifid nose</a>" not in first
    assert "Page 1 of 2" in first
    second = words(anonymous.get("/conditions/?letter=C&page=2"))
    assert "Page 2 of 2" in second and "Constitutional neutropenia</a>" in second
    numbers = words(anonymous.get("/conditions/?letter=0"))
    assert "3-M syndrome</a>" in numbers and "46,XY sex reversal 4</a>" in numbers


def test_a_to_z_begins_with_the_first_letter(catalogue, anonymous):
    assert "Names that begin with A" in words(anonymous.get("/conditions/"))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("letter=ab", 404),
        ("letter=%00", 400),
        ("letter=é", 404),
        ("page=x", 200),
        ("page=999", 404),
        ("page=0", 404),
        ("letter=c&page=999", 404),
    ],
)
def test_strange_letters_and_pages(catalogue, anonymous, query, status):
    assert anonymous.get(f"/conditions/?{query}").status_code == status


def test_suggestions_while_typing(catalogue, anonymous):
    answer = anonymous.get("/conditions/suggest/?q=calcif").json()
    assert (
        answer["results"][0]
        == {
            "name": "Calciphylaxis",
            "why": "also called: calcific uremic arteriolopathy",
            "slug": "calciphylaxis",
        }
        or answer["results"][0]["name"] == "Calciphylaxis"
    )
    short = anonymous.get("/conditions/suggest/?q=c")
    assert short.status_code == 400 and short.json()["results"] == []


def test_pages_need_few_statements(catalogue, anonymous, django_assert_max_num_queries):
    anonymous.get("/conditions/")
    for address in (CALCIPHYLAXIS, "/conditions/?letter=c", "/conditions/suggest/?q=calci"):
        with django_assert_max_num_queries(3):
            assert anonymous.get(address).status_code == 200


def test_the_api_lists_by_name_in_pages(catalogue, anonymous):
    first = anonymous.get("/api/v1/conditions/?page_size=20").json()
    names, address = [row["name"] for row in first["results"]], first["next"]
    while address:
        more = anonymous.get(address).json()
        names, address = names + [row["name"] for row in more["results"]], more["next"]
    assert len(names) == len(set(names)) == 60
    assert names == list(queries.conditions_in_use().values_list("name", flat=True))


def test_the_api_filters_by_letter_and_code(catalogue, anonymous):
    by_letter = anonymous.get("/api/v1/conditions/?letter=C&page_size=100").json()["results"]
    assert by_letter and all(row["name"][0] == "C" for row in by_letter)
    by_code = anonymous.get("/api/v1/conditions/?code=ORPHA:280062").json()["results"]
    assert [row["slug"] for row in by_code] == ["calciphylaxis"]
    assert len(anonymous.get("/api/v1/conditions/?code=2598").json()["results"]) == 2
    both = anonymous.get("/api/v1/conditions/?code=280062&letter=b").json()["results"]
    none = anonymous.get("/api/v1/conditions/?code=nothing").json()["results"]
    assert both == none == []


def test_the_api_filters_by_system_and_status_and_orders(calciphylaxis, anonymous):
    def listed(query):
        rows = anonymous.get(f"/api/v1/conditions/?page_size=100&{query}").json()["results"]
        return [row["name"] for row in rows]

    everything = listed("")
    assert listed("ordering=-name") == everything[::-1]
    with_mesh = listed("system=MeSH")
    assert "Calciphylaxis" in with_mesh and 0 < len(with_mesh) < len(everything)
    Condition.objects.filter(pk=calciphylaxis.pk).update(status="retired")
    assert listed("status=retired") == ["Calciphylaxis"]
    assert "Calciphylaxis" not in listed("") and listed("status=active") == listed("")


def test_the_api_searches_and_says_why(catalogue, anonymous):
    answer = anonymous.get("/api/v1/conditions/?q=calcifilaxis").json()
    assert answer["next"] is None
    best = answer["results"][0]
    assert best["name"] == "Calciphylaxis" and best["matched_name"] == "calciphylaxis"
    assert best["why"] == "spelled much like: calciphylaxis" and 0.5 < best["score"] < 1


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("q=", "q"),
        ("q=a", "q"),
        ("q=" + "x" * 501, "q"),
        ("q=calci&letter=c", "q"),
        ("letter=ab", "letter"),
        ("letter=é", "letter"),
        ("code=" + "1" * 41, "code"),
        ("system=ICD-9", "system"),
        ("status=gone", "status"),
        ("ordering=id", "ordering"),
        ("colour=red", "colour"),
    ],
)
def test_the_api_names_the_field_that_is_wrong(catalogue, anonymous, query, field):
    response = anonymous.get(f"/api/v1/conditions/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert field in str(response.json()["errors"])


@pytest.mark.parametrize(
    "query", ["q=%00ab", "q=%ED%A0%80ab", "letter=%00", "code=%00", "cursor=xyz", "q=%FF%FEab"]
)
@pytest.mark.parametrize("address", ["/api/v1/conditions/", "/conditions/suggest/"])
def test_hostile_bytes_are_refused_or_only_text(catalogue, anonymous, address, query):
    assert anonymous.get(f"{address}?{query}").status_code in {200, 400, 404}


def test_the_api_tells_all_about_one_condition(calciphylaxis, anonymous):
    address = reverse("conditions-api:condition", kwargs={"key": calciphylaxis.key})
    response = anonymous.get(address)
    data = response.json()
    assert data["name"] == "Calciphylaxis" and data["status"] == "active"
    assert data["names"][0]["kind"] == "preferred"
    assert {
        "system": "ORPHA",
        "value": "280062",
        "relation": "E",
        "validated": True,
        "url": "https://www.orpha.net/en/disease/detail/280062",
        "source": "MONDO",
    } in data["codes"]
    assert {row["source"] for row in data["names"]} == {"MONDO", "COMMUNITY"}
    outside = {"code": "MONDO:0002123", "key": None, "slug": None, "name": None}
    assert outside in data["parents"]
    assert "Calciphylaxis cutis" in [row["name"] for row in data["children"]]


def test_the_etag_changes_with_what_is_said(calciphylaxis, anonymous):
    address = reverse("conditions-api:condition", kwargs={"key": calciphylaxis.key})
    tag = anonymous.get(address)["ETag"]
    assert anonymous.get(address, headers={"If-None-Match": tag}).status_code == 304
    calciphylaxis.names.create(text="new", kind="synonym", source="ORPHANET", normalized="new")
    assert anonymous.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_the_api_still_knows_a_retired_condition(calciphylaxis, anonymous):
    marfan = Condition.objects.get(name="Marfan syndrome")
    Condition.objects.filter(pk=marfan.pk).update(status="retired", replaced_by=calciphylaxis)
    data = anonymous.get(f"/api/v1/conditions/{marfan.key}/").json()
    assert (data["status"], data["replaced_by"]) == ("retired", calciphylaxis.key)
    assert queries.condition_by_key(marfan.key) == marfan
    listed = anonymous.get("/api/v1/conditions/?code=OMIM:154700").json()["results"]
    assert listed == []


def test_the_api_needs_few_statements(calciphylaxis, anonymous, django_assert_num_queries):
    one = f"/api/v1/conditions/{calciphylaxis.key}/"
    for address in (one, "/api/v1/conditions/", "/api/v1/conditions/?q=calci"):
        with django_assert_num_queries(1):
            assert anonymous.get(address).status_code == 200

"""Reading studies: the public pages, the API's list with its filters, and one study."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from communities.conditions.models import Condition
from communities.groups import operations as groups
from communities.trials import queries, words
from communities.trials.models import TrialMatch, TrialPlace
from communities.trials.queries import Point
from communities.trials.web.forms import MOST_OFFERED
from communities.trials.web.pages import PER_PAGE
from rareshare.lib import clock
from tests.communities.conftest import make_condition
from tests.communities.trials.conftest import (
    BERLIN,
    BOSTON,
    DAY_ONE,
    PROVIDENCE,
    site,
    study,
    take,
)

PAGE = "/conditions/calciphylaxis/trials/"
NOT_YET = "NOT_YET_RECRUITING"


@pytest.fixture
def listed(condition):
    """Seven studies: three look for people, one will, three do not."""
    take(
        condition,
        study(1, updated="2026-10-01", sites=[BERLIN]),
        study(
            2, updated="2026-10-03", sites=[BOSTON, PROVIDENCE, BERLIN, site("X", "Chile", 0, 0)]
        ),
        study(3, updated="2026-10-09", names=["Kidney failure"], sites=[]),
        study(4, NOT_YET, updated="2026", sites=[PROVIDENCE]),
        study(5, "COMPLETED", updated="2025-01", sites=[BOSTON]),
        study(6, "UNKNOWN", sites=[]),
        study(7, "SOMETHING_NEW", sites=[]),
    )
    return condition


def numbers(found):
    return [int(trial.nct_id[3:]) for trial in found]


def html(anonymous, address="", status=200):
    response = anonymous.get(f"{PAGE}{address}")
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_recruiting_first_direct_before_related_others_folded(anonymous, listed):
    page = html(anonymous)
    order = [page.index(f"Study number {n}<") for n in (2, 1, 3, 4)]
    assert order == sorted(order)
    folds = page[page.index("Not looking for people (3)") - 200 :]
    assert "<details><summary>" in folds
    for number in (5, 6, 7):
        assert f"Study number {number}<" in folds
    assert "Looking for people now (3)" in page
    assert "Not looking for people yet (1)" in page


def test_a_study_is_told_in_plain_words(anonymous, listed):
    page = html(anonymous)
    assert "Phase 2: does it help, and what are the side effects?" in page
    assert "For: people of any sex, 18 years or older." in page
    assert "Last updated 3 October 2026." in page
    assert 'href="https://clinicaltrials.gov/study/NCT00000002"' in page
    assert "Berlin, Germany; " in page and "and 1 more place." in page
    assert "Talk to your doctor before you join one." in page
    assert "not endorsed" in page
    assert "Not known: nobody has updated it for long" in page
    assert "Status: something new" in page
    assert "does not name this illness itself" in page


def test_one_study_has_a_page(anonymous, listed):
    page = html(anonymous, "NCT00000002/")
    assert "A <strong>sample</strong> summary" in page
    assert "Yes, it names Calciphylaxis" in page
    assert "15 January 2026" in page and "December 2028" in page
    for city in ("Boston", "Providence", "Berlin", "X, Chile"):
        assert city in page
    assert "first listed here. Looking for people now" in page
    assert "found by a search" in html(anonymous, "NCT00000003/")
    for missing in ("NCT00000099/", "nothing/"):
        html(anonymous, missing, 404)
    other = make_condition("Another")
    assert anonymous.get(f"/conditions/{other.slug}/trials/NCT00000002/").status_code == 404


def test_many_places_are_paged(anonymous, condition):
    take(condition, study(1, sites=[site(f"Town {n}", "Chile", n, n) for n in range(60)]))
    first, second = html(anonymous, "NCT00000001/"), html(anonymous, "NCT00000001/?page=2")
    assert first.count(", Chile<") == 50
    assert second.count(", Chile<") == 10


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("status=now", [2, 1, 3]),
        ("status=soon", [4]),
        ("status=other", [6, 7, 5]),
        ("country=Germany", [2, 1]),
        ("country=Chile", [2]),
        ("near=42.358,-71.060&distance=25", [2, 5]),
        ("near=42.358,-71.060&distance=50&unit=miles", [2, 4, 5]),
        ("near=42.358,-71.060&distance=50", [2, 5]),
        ("near=52.524,13.411&distance=100&status=now&country=Germany", [1, 2]),
        ("near=&country=&status=&distance=100&unit=km", [2, 1, 3, 4, 7, 6, 5]),
    ],
)
def test_filters(anonymous, listed, asked, found):
    page = html(anonymous, f"?{asked}")
    shown = [n for n in range(1, 8) if f"Study number {n}<" in page]
    assert shown == sorted(found)


def test_near_a_place_the_nearest_comes_first_with_its_distance(anonymous, listed):
    page = html(anonymous, "?near=41.824,-71.413&distance=100&unit=miles")
    assert "Providence, Rhode Island, United States (in this town)" in page
    assert "Boston, Massachusetts, United States (about 41 miles away)" in page
    assert "Berlin, Germany (about 3,9" in page.replace("3,8", "3,9")
    assert "within 100 miles of Providence, Rhode Island, United States" in page


@pytest.mark.parametrize(
    "asked",
    [
        "near=0,0.1",
        "near=nonsense",
        "near=42.358%00",
        "country=Atlantis",
        "distance=7",
        "distance=1e400",
        "unit=leagues",
        "status=all%27--",
    ],
)
def test_what_is_not_on_the_list_is_refused_with_the_page(anonymous, listed, asked):
    page = anonymous.get(f"{PAGE}?{asked}")
    assert page.status_code == 400
    text = page.content.decode()
    assert "Study number" not in text, "no list beside a filter that was refused"
    assert "Select a valid choice" not in text
    if "%00" not in asked:
        assert "There is a problem" in text


def test_empty_states(anonymous, condition, listed):
    assert "No study fits what you chose." in html(anonymous, "?country=Chile&status=soon")
    quiet = make_condition("Quiet")
    page = anonymous.get(f"/conditions/{quiet.slug}/trials/").content.decode()
    assert "We list no study of this illness yet." in page
    assert "We have not looked" in page
    assert "noindex" in page
    take(quiet)
    page = anonymous.get(f"/conditions/{quiet.slug}/trials/").content.decode()
    assert "We found no study of this illness yet." in page
    assert "We last looked on" in page


def test_the_page_says_when_we_last_looked(anonymous, condition):
    with clock.frozen(DAY_ONE):
        take(condition, study(1))
        page = html(anonymous)
        assert "23 November 2031" in page and "newer studies may be missing" not in page
    with clock.frozen(DAY_ONE + timedelta(days=3, seconds=1)):
        assert "newer studies may be missing" in html(anonymous)


def test_pages_and_a_page_number_that_is_none(anonymous, condition):
    take(condition, *(study(n) for n in range(1, PER_PAGE * 2 + 2)))
    assert "Page 1 of 3" in html(anonymous)
    assert html(anonymous, "?page=3").count("<li><h3>") == 1
    assert "Page 3 of 3" in html(anonymous, "?page=99&status=now")
    assert "Page 1 of 3" in html(anonymous, "?page=x")
    assert "?status=now&amp;page=2" in html(anonymous, "?status=now")


def test_a_replaced_illness_leads_on_and_a_retired_one_is_gone(anonymous, listed):
    old, gone = make_condition("Old name"), make_condition("Gone")
    Condition.objects.filter(pk__in=[old.pk, gone.pk]).update(status="retired")
    Condition.objects.filter(pk=old.pk).update(replaced_by=listed)
    moved = anonymous.get("/conditions/old-name/trials/")
    assert (moved.status_code, moved["Location"]) == (301, PAGE)
    moved = anonymous.get("/conditions/old-name/trials/NCT00000002/")
    assert moved["Location"] == f"{PAGE}NCT00000002/"
    assert anonymous.get("/conditions/gone/trials/").status_code == 410
    assert anonymous.get("/conditions/unknown/trials/").status_code == 404


def test_of_very_many_towns_a_country_comes_first(anonymous, condition):
    sites = [site(f"Town {n}", ("Chile", "Peru")[n % 2], n / 10, n / 10) for n in range(300)]
    take(condition, study(1, sites=sites))
    page = html(anonymous)
    assert "Choose a country first" in page
    assert page.count("<option") < 30
    chile = html(anonymous, "?country=Chile")
    assert chile.count(">Town ") == MOST_OFFERED
    assert len(chile.encode()) < 30_000


def test_the_page_asks_a_fixed_number_of_questions(anonymous, condition, django_assert_num_queries):
    for studies in (1, 40):
        take(condition, *(study(n, sites=[BOSTON, BERLIN]) for n in range(1, studies + 1)))
        with django_assert_num_queries(5):
            anonymous.get(PAGE)
        with django_assert_num_queries(5):
            anonymous.get(f"{PAGE}?near=42.358,-71.060&distance=50")


def test_distances_are_those_of_the_globe(condition):
    take(condition, study(1, sites=[BOSTON]))
    for point, km in [
        (Point(42.35843, -71.05977), 0),
        (Point(52.52437, 13.41053), 6_079),
        (Point(-42.35843, 108.94023), 20_015),
    ]:
        [trial] = queries.trials_of(None, condition, near=point)
        assert abs(trial.km - km) < 15
    assert not queries.trials_of(None, condition, near=Point(0, 0), km=1_000)


def test_the_part_for_the_community_page(condition, listed, django_assert_num_queries):
    with django_assert_num_queries(1):
        trials = queries.newest_of(None, listed, 3)
    assert numbers(trials) == [2, 1, 3]
    assert queries.newest_of(None, None) == []
    part = render_to_string("trials/parts/latest.html", {"trials": trials, "condition": listed})
    assert "Study number 2" in part and PAGE in part
    empty = render_to_string("trials/parts/latest.html", {"trials": [], "condition": listed})
    assert "We found no study yet." in empty


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"minimum_age": "6 Months", "maximum_age": "17 Years"}, "6 months to 17 years"),
        ({"maximum_age": "17 Years", "sex": "FEMALE"}, "women and girls, 17 years or younger"),
        ({"sex": "MALE", "healthy_volunteers": True}, "men and boys, any age, healthy people too"),
        ({"sex": "SOMETHING_ELSE"}, "sex: something else, any age"),
        ({}, "any age"),
    ],
)
def test_who_may_join_in_words(condition, facts, said):
    take(condition, study(1))
    trial = queries.trial_by_number(None, "NCT00000001")
    for name in ("minimum_age", "maximum_age", "sex"):
        setattr(trial, name, facts.get(name, ""))
    trial.healthy_volunteers = facts.get("healthy_volunteers")
    assert trial.in_words.who == said


def test_dates_and_distances_in_words():
    assert [words.day(date) for date in ("2026", "2026-02", "2026-02-03", "")] == [
        "2026",
        "February 2026",
        "3 February 2026",
        "",
    ]
    assert words.distance(0.2) == "in this town"
    assert words.distance(1.7, miles=True) == "about 1 mile away"
    assert words.distance(1234.5) == "about 1,234 km away"
    assert words.place("Berlin", "Berlin", "Germany") == "Berlin, Germany"


# --- the API ----------------------------------------------------------------------------------


@pytest.fixture
def door(listed, cast):
    """The list of studies of its community."""
    made = groups.open_community("Calciphylaxis", by=cast.lena, condition=listed)
    return reverse("trials-api:trials", args=[made.public_id])


def results(anonymous, address):
    answer = anonymous.get(address)
    assert answer.status_code == 200, answer.content
    return [int(row["nct_id"][3:]) for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", [3, 2, 7, 6, 1, 4, 5]),
        ("ordering=oldest", [5, 4, 1, 6, 7, 2, 3]),
        ("ordering=number", [1, 2, 3, 4, 5, 6, 7]),
        ("status=now&ordering=number", [1, 2, 3]),
        ("status=other&ordering=number", [5, 6, 7]),
        ("match=related", [3]),
        ("match=direct&country=germany&ordering=number", [1, 2]),
        ("near=41.824,-71.413&ordering=nearest&distance=60", [2, 4]),
        ("near=52.5,13.4&distance=50&ordering=number", [1, 2]),
    ],
)
def test_api_filters_and_orders(anonymous, door, asked, found):
    assert results(anonymous, f"{door}?{asked}") == found


def test_api_near_a_place_by_its_number(anonymous, door):
    place = TrialPlace.objects.filter(city="Berlin").first()
    answer = anonymous.get(f"{door}?near={place.pk}&distance=10&ordering=nearest").json()
    assert [row["nct_id"] for row in answer["results"]] == ["NCT00000001", "NCT00000002"]
    assert {row["km"] for row in answer["results"]} == {0.0}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ("near=91,0", "near"),
        ("near=1,2,3", "near"),
        ("near=nan,1", "near"),
        ("near=inf,1", "near"),
        ("near=x", "near"),
        ("near=999999999999", "near"),
        ("near=1,1&distance=0", "distance"),
        ("near=1,1&distance=nan", "distance"),
        ("near=1,1&distance=x", "distance"),
        ("distance=5", "distance"),
        ("ordering=nearest", "ordering"),
        ("ordering=-km", "ordering"),
        ("status=RECRUITING", "status"),
        ("match=exact", "match"),
        ("town=Boston", "town"),
    ],
)
def test_api_names_what_is_wrong(anonymous, door, asked, field):
    answer = anonymous.get(f"{door}?{asked}")
    assert answer.status_code == 400
    assert field in answer.content.decode()


def test_api_pages_by_cursor_with_a_fixed_number_of_questions(
    anonymous, condition, door, django_assert_num_queries
):
    for studies in (8, 60):
        take(condition, *(study(n, updated=f"2026-10-{n % 28 + 1:02}") for n in range(studies)))
        with django_assert_num_queries(2):
            answer = anonymous.get(f"{door}?page_size=5&near=42.3,-71&ordering=nearest")
        seen = []
        address = f"{door}?page_size=7"
        while address:
            answer = anonymous.get(address).json()
            seen += [row["nct_id"] for row in answer["results"]]
            address = answer["next"]
        assert len(seen) == len(set(seen)) == TrialMatch.objects.count()


def test_api_tells_one_study(anonymous, listed):
    first = anonymous.get("/api/v1/trials/NCT00000002/")
    again = anonymous.get("/api/v1/trials/NCT00000002/", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    answer = first.json()
    assert answer["conditions"] == [
        {
            "key": listed.key,
            "name": "Calciphylaxis",
            "match": "direct",
            "matched_name": "Calciphylaxis",
        }
    ]
    assert answer["history"][0]["to_status"] == "RECRUITING"
    assert answer["places"][0]["city"] == "Boston"
    assert (answer["started"], answer["results_due"]) == ("2026-01-15", "2028-06")
    TrialMatch.objects.filter(trial__nct_id="NCT00000002").update(hidden_at=clock.now())
    hidden = anonymous.get("/api/v1/trials/NCT00000002/")
    nothing = anonymous.get("/api/v1/trials/NCT00000099/")
    assert hidden.status_code == 404
    assert hidden.content == nothing.content


def test_a_community_about_no_illness_has_none(anonymous, cast):
    made = groups.open_community("Nameless", by=cast.lena, kind="undiagnosed")
    answer = anonymous.get(reverse("trials-api:trials", args=[made.public_id]))
    assert answer.json()["results"] == []

"""Counts: who is counted, what each tier is told, frozen builds, limits and their log."""

from datetime import UTC, date, datetime, timedelta

import pytest

from accounts import places
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, TooMany
from rareshare.lib.models import ReadEntry, StaffTask
from registry.enrollment import operations as enrollment
from registry.research import cube, operations, queries, tasks, texts
from registry.research.models import Cell, CountLog, Inquiry, Snapshot
from registry.research.operations import counting
from registry.research.queries import Question
from tests.registry import people

NOW = datetime(2026, 5, 10, 12, 0, tzinfo=UTC)


@pytest.fixture
def crowd(published, condition):
    """Fourteen people who can be counted, three who cannot."""
    people.crowd(condition, 14)
    people.crowd(condition, 3, allow=())
    operations.refresh_counts()


def test_only_those_who_allow_it_are_counted(crowd, condition):
    assert queries.exact_count(Question(condition)) == 14


def test_everybody_learns_yes_or_nothing(crowd, condition, anonymous):
    found = anonymous.get("/api/v1/research/counts/", {"condition": condition.key}).json()
    assert (found["tier"], found["enough"]) == ("public", True)
    assert found["range"] is None
    assert found["exact"] is None
    other = people.make_condition("T2", "Another one")
    nothing = anonymous.get("/api/v1/research/counts/", {"condition": other.key}).json()
    assert nothing["enough"] is False
    assert "14" not in str(found)


def test_ten_and_none_look_the_same(published, condition, gita, api_for):
    people.crowd(condition, 10)
    operations.refresh_counts()
    other = people.make_condition("T2", "Another one")
    client = api_for(gita)
    few = client.get("/api/v1/research/counts/", {"condition": condition.key}).json()
    none = client.get("/api/v1/research/counts/", {"condition": other.key}).json()
    assert few == none
    assert few["range"] == {"min": 0, "max": 10}
    assert few["enough"] is False


def test_a_verified_researcher_gets_a_range_by_page_and_api(
    crowd, condition, gita, client_for, api_for
):
    asked = {"condition": condition.key, "age_band": "40-64", "region": "europe"}
    found = api_for(gita).get("/api/v1/research/counts/", asked).json()
    assert (found["tier"], found["range"], found["exact"]) == (
        "researcher",
        {"min": 11, "max": 20},
        None,
    )
    browser = client_for(gita)
    form = {"search": "calciphylaxis", "ask": "1", "age_band": "", "region": "", "about": ""}
    wrong = browser.post("/research/counts/", {**form, "condition": "nothing"})
    assert wrong.status_code == 400
    made = api_for(gita).post("/api/v1/research/inquiries/", {"condition": condition.key})
    assert made.json()["low"] == 11
    page = browser.get(f"/research/inquiries/{made.json()['id']}/").content.decode()
    assert "11 to 20 people." in page
    assert "14" not in page.split("<main")[1].split("You asked on")[0].replace("2014", "")
    row = Inquiry.objects.get()
    assert (row.low, row.high, row.state) == (11, 20, "auto_answered")


def test_staff_get_the_number_and_the_look_is_noted(crowd, condition, cast, api_for):
    found = api_for(cast.emil).get("/api/v1/research/counts/", {"condition": condition.key}).json()
    assert (found["tier"], found["exact"]) == ("staff", 14)
    assert ReadEntry.objects.get(purpose="count").actor_id == cast.emil.pk
    assert "14" not in str(CountLog.objects.get().answer)


def test_a_researcher_without_rules_and_everybody_else_get_no_range(
    crowd, condition, cast, api_for, client_for
):
    url, asked = "/api/v1/research/counts/", {"condition": condition.key}
    assert api_for(cast.gita).get(url, asked).status_code == 403
    assert client_for(cast.gita).get("/research/counts/")["Location"] == "/research/profile/"
    assert api_for(cast.alma).get(url, asked).json()["tier"] == "public"
    assert api_for(cast.hugo).get(url, {**asked, "region": "europe"}).status_code == 403
    with pytest.raises(NotAllowed):
        operations.ask_inquiry(Question(condition), by=cast.alma)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"condition": ""},
        {"condition": "nothing"},
        {"condition": "T1", "age_band": "41"},
        {"condition": "T1", "region": "Germany"},
        {"condition": "T1' OR 1=1"},
        {"condition": "x" * 500},
    ],
)
def test_questions_off_the_menu_are_refused(crowd, gita, api_for, asked):
    answer = api_for(gita).get("/api/v1/research/counts/", asked)
    assert answer.status_code == 400
    assert not CountLog.objects.exists()


def test_answers_are_frozen_until_the_month_turns(published, condition):
    with clock.frozen(NOW):
        people.crowd(condition, 14)
        first = operations.refresh_counts()
        people.crowd(condition, 30)
        assert operations.refresh_counts() == first
        assert queries.published_count(Question(condition)).low == 11
    with clock.frozen(datetime(2026, 6, 1, 2, 59, tzinfo=UTC)):
        assert operations.refresh_counts() == first
    with clock.frozen(datetime(2026, 6, 1, 3, 0, tzinfo=UTC)):
        tasks.refresh_counts()
        assert queries.published_count(Question(condition)).low == 41
    assert Snapshot.objects.count() == 2


def test_one_person_who_leaves_does_not_show(published, condition, cast):
    alma = people.join(cast.alma, condition)
    people.crowd(condition, 10)
    operations.refresh_counts()
    assert queries.published_count(Question(condition)).low == 11
    enrollment.withdraw_enrollment(alma, by=cast.alma)
    operations.refresh_counts(by=cast.admin, force=True)
    assert queries.exact_count(Question(condition)) == 10
    assert queries.published_count(Question(condition)).low == 11


def test_taking_back_the_permission_removes_a_person_from_the_next_build(
    published, condition, cast
):
    alma = people.join(cast.alma, condition)
    operations.refresh_counts()
    assert queries.exact_count(Question(condition)) == 1
    enrollment.change_permissions(alma, by=cast.alma, answers={"discovery": "no"})
    operations.refresh_counts(force=True)
    assert queries.exact_count(Question(condition)) == 0


def test_only_administrators_and_the_schedule_build(cast):
    with pytest.raises(NotAllowed):
        operations.refresh_counts(by=cast.emil)


def test_the_same_question_seven_times_is_answered_from_the_log(crowd, condition, gita):
    for _ in range(7):
        operations.ask_count(Question(condition), by=gita)
    people.crowd(condition, 60)
    operations.refresh_counts(force=True)
    assert operations.ask_count(Question(condition), by=gita).count.low == 11
    assert CountLog.objects.latest("id").repeated


def test_whose_account_is_closed_asks_nothing(crowd, condition, gita):
    gita.is_active = False
    with pytest.raises(NotAllowed):
        operations.ask_count(Question(condition), by=gita)
    assert not CountLog.objects.exists()


def test_fifty_questions_a_day(crowd, condition, gita, monkeypatch):
    monkeypatch.setattr(counting, "DAILY", 3)
    for _ in range(3):
        operations.ask_count(Question(condition), by=gita)
    with pytest.raises(TooMany):
        operations.ask_count(Question(condition), by=gita)


def test_too_many_different_questions_lock_until_staff_looked(
    crowd, condition, gita, cast, monkeypatch, client_for
):
    monkeypatch.setattr(counting, "DIFFERENT", 3)
    for region in ("", "asia", "europe"):
        operations.ask_count(Question(condition, region=region), by=gita)
    operations.ask_count(Question(condition, region="asia"), by=gita)
    with pytest.raises(NotAllowed):
        operations.ask_count(Question(condition, region="africa"), by=gita)
    with pytest.raises(NotAllowed):
        operations.ask_count(Question(condition), by=gita)
    assert StaffTask.objects.filter(kind="researcher_locked").count() == 1
    desk = client_for(cast.emil)
    assert "University of Tests" in desk.get("/desk/researchers/").content.decode()
    row = queries.researcher_of(gita)
    with pytest.raises(NotAllowed):
        operations.lift_lock(row, by=gita, note="I am fine.")
    assert desk.post("/desk/researchers/", {"researcher": row.pk}).status_code == 400
    done = desk.post("/desk/researchers/", {"researcher": row.pk, "note": "A new project."})
    assert done.status_code == 302
    with clock.frozen(clock.now() + timedelta(seconds=1)):
        operations.ask_count(Question(condition, region="africa"), by=gita)


def test_visitors_ask_twenty_times_a_day(crowd, condition, anonymous):
    url, asked = "/api/v1/research/counts/", {"condition": condition.key}
    statuses = [anonymous.get(url, asked).status_code for _ in range(21)]
    assert statuses == [200] * 20 + [429]


def test_one_network_is_one_visitor_however_many_addresses_it_has(crowd, condition, anonymous):
    url, asked = "/api/v1/research/counts/", {"condition": condition.key}
    statuses = [
        anonymous.get(url, asked, REMOTE_ADDR=f"2001:db8:1:2::{number:x}").status_code
        for number in range(21)
    ]
    assert statuses == [200] * 20 + [429]
    assert anonymous.get(url, asked, REMOTE_ADDR="2001:db8:1:3::1").status_code == 200


def test_the_rules_are_accepted_by_their_hash(cast, client_for, api_for):
    sha256 = texts.rules().sha256
    client, url = api_for(cast.gita), "/api/v1/research/profile/"
    assert client.get(url).json()["accepted"] is False
    body = {"institution": "University of Tests", "sha256": sha256}
    assert client.put(url, {**body, "sha256": "0" * 64}).status_code == 409
    assert client.put(url, {**body, "institution": " "}).status_code == 400
    assert client.put(url, {**body, "orcid": "0000-0002-1825-0098"}).status_code == 400
    good = client.put(url, {**body, "orcid": "0000-0002-1825-0097"})
    assert good.json()["accepted"] is True
    page = client_for(cast.gita).post(
        "/research/profile/", {"institution": "Elsewhere", "sha256": sha256, "accepted": "on"}
    )
    assert page.status_code == 302
    with pytest.raises(NotAllowed):
        operations.accept_rules(by=cast.alma, institution="Home", sha256=sha256)
    with pytest.raises(Invalid):
        operations.accept_rules(by=cast.gita, institution="", sha256=sha256)


def test_every_country_but_antarctica_has_a_region():
    assert set(places.countries()) - set(cube.region_by_country()) == {"AQ"}


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (date(2026, 5, 10), "0-1"),
        (date(2024, 5, 11), "0-1"),
        (date(2024, 5, 10), "2-11"),
        (date(2014, 5, 10), "12-17"),
        (date(2008, 5, 11), "12-17"),
        (date(2008, 5, 10), "18-39"),
        (date(1986, 5, 10), "40-64"),
        (date(1961, 5, 10), "65+"),
        (date(1961, 5, 11), "40-64"),
    ],
)
def test_age_bands(born, band):
    assert cube.age_band(born, NOW.date()) == band


def test_a_small_group_is_hidden_with_its_neighbor(published, condition, gita):
    people.crowd(condition, 40, country="DE")
    people.crowd(condition, 2, country="NG")
    operations.refresh_counts()
    shown = dict(Cell.objects.filter(age_band="").values_list("region", "shown"))
    assert shown[""]
    told = operations.ask_count(Question(condition, region="africa"), by=gita).count
    assert told.low in {0, None}

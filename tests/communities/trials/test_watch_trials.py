"""Hearing of studies: watch_trials, stop_watching_trials, read_trial_news, and the one letter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts.models import User
from communities.conditions.models import Condition
from communities.trials import operations
from communities.trials.emails import TRIAL_RECRUITING
from communities.trials.models import TrialMatch, TrialNews, TrialWatch
from communities.trials.operations import watching
from rareshare.lib import clock, delivery, letters, subscriptions
from rareshare.lib.errors import Invalid, NotAllowed
from tests.communities.conftest import make_condition
from tests.communities.trials.conftest import (
    BERLIN,
    BOSTON,
    DAY_ONE,
    PROVIDENCE,
    one,
    study,
    take,
)

BOSTON_KEY, BERLIN_KEY = "42.358,-71.060", "52.524,13.411"
NOT_YET = "NOT_YET_RECRUITING"


@pytest.fixture
def listed(condition):
    """Three studies that are there already: the first look tells nobody."""
    take(condition, study(1, NOT_YET, sites=[BOSTON]), study(2, NOT_YET, sites=[BERLIN]), study(3))
    return condition


def opens(condition, *numbers):
    """The source says that these look for people now; the rest is as it was."""
    places = {1: BOSTON, 2: BERLIN}
    studies = [
        study(n, "RECRUITING" if n in numbers else NOT_YET, sites=[places[n]]) for n in places
    ]
    return take(condition, *studies, study(3))


def told(outbox):
    return [(row.recipient_id, row.refs["trial"]) for row in outbox.rows("trial_recruiting")]


def test_page_adds_changes_and_stops(cast, client_for, listed):
    browser = client_for(cast.chidi)
    added = browser.post("/me/trials/", {"condition": listed.key}, follow=True)
    assert "We will write to you" in added.content.decode()
    watch = TrialWatch.objects.get()
    assert (watch.user, watch.condition, watch.radius_km) == (cast.chidi, listed, None)
    near = {"condition": listed.key, "near": BOSTON_KEY, "distance": "50", "unit": "miles"}
    changed = browser.post("/me/trials/", near, follow=True)
    assert "50 miles around Boston, Massachusetts, United States" in changed.content.decode()
    watch.refresh_from_db()
    assert round(watch.radius_km, 1) == 80.5
    form = browser.get(f"/me/trials/?add={listed.key}").content.decode()
    for chosen in (f'value="{BOSTON_KEY}" selected', "selected>50<", "selected>miles<"):
        assert chosen in form
    assert browser.post(f"/me/trials/{watch.pk}/end/").status_code == 302
    assert not TrialWatch.objects.exists()


def test_api_adds_changes_and_stops(cast, api_for, listed):
    client = api_for(cast.chidi)
    body = {"condition": listed.key, "near": BERLIN_KEY, "distance_km": 30}
    made = client.post("/api/v1/trial-watches/", body)
    assert made.status_code == 201
    assert made.json()["place"] == "Berlin, Germany"
    assert client.get(made["Location"]).json() == made.json()
    anywhere = client.post("/api/v1/trial-watches/", {"condition": listed.key})
    assert anywhere.json()["distance_km"] is None
    assert len(client.get("/api/v1/trial-watches/").json()["results"]) == 1
    assert client.delete(made["Location"]).status_code == 204
    assert client.get(made["Location"]).status_code == 404


def test_who_signs_in_first_finds_the_same_question_after_it(cast, client_for, anonymous, listed):
    public = f"/conditions/calciphylaxis/trials/?near={BOSTON_KEY}&distance=50&unit=miles"
    page = anonymous.get(public).content.decode()
    address = f"/me/trials/?add={listed.key}&near={BOSTON_KEY}&distance=50&unit=miles"
    assert address.replace("&", "&amp;") in page
    assert "calci" not in address.replace(listed.key, "")
    assert anonymous.get(address).status_code == 302
    asked = client_for(cast.fay).get(address).content.decode()
    for chosen in (f'value="{BOSTON_KEY}" selected', "selected>50<", "selected>miles<"):
        assert chosen in asked
    browser = client_for(cast.fay)
    for wrong in (f"?add={listed.key}&near=x&distance=7", f"?add={listed.key}&unit=x"):
        assert browser.get(f"/me/trials/{wrong}").status_code == 200
    assert browser.get("/me/trials/?add=nothing").status_code == 404
    assert not TrialWatch.objects.exists()  # looking adds nothing


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("near", "42.0,-71.0"),  # no study names it
        ("near", "Boston"),
        ("near", "0\0"),
        ("distance", "7"),
        ("distance", "x" * 300),
        ("unit", "leagues"),
    ],
)
def test_page_refuses_what_it_did_not_offer(cast, client_for, listed, field, value):
    data = {"condition": listed.key, "near": BOSTON_KEY, field: value}
    answered = client_for(cast.chidi).post("/me/trials/", data)
    assert answered.status_code == 400
    if "\0" not in value:
        page = answered.content.decode()
        assert f'href="#watch_{field}"' in page and f'id="watch_{field}"' in page
    assert not TrialWatch.objects.exists()


@pytest.mark.parametrize("km", [0, -5, 1e9, "far", None])
def test_api_refuses_a_distance_that_is_none(cast, api_for, listed, km):
    body = {"condition": listed.key, "near": BERLIN_KEY, "distance_km": km}
    assert api_for(cast.chidi).post("/api/v1/trial-watches/", body).status_code == 400
    wrong = {"condition": "nothing"}
    assert api_for(cast.chidi).post("/api/v1/trial-watches/", wrong).status_code == 404


def test_a_watch_is_its_owners_alone(cast, client_for, api_for, anonymous, listed):
    watch = operations.watch_trials(listed, by=cast.chidi)
    for person in (cast.fay, cast.dora, cast.admin):
        with pytest.raises(NotAllowed):
            operations.stop_watching_trials(watch, by=person)
        assert client_for(person).post(f"/me/trials/{watch.pk}/end/").status_code == 404
        assert api_for(person).delete(f"/api/v1/trial-watches/{watch.pk}/").status_code == 404
        assert "Calciphylaxis" not in client_for(person).get("/me/trials/").content.decode()
    assert anonymous.get("/me/trials/").status_code == 302
    assert anonymous.get("/api/v1/trial-watches/").status_code == 401


def test_retired_illnesses_lead_to_what_replaced_them(cast, listed):
    gone, renamed = make_condition("Gone"), make_condition("Renamed")
    Condition.objects.filter(pk__in=[gone.pk, renamed.pk]).update(status="retired")
    Condition.objects.filter(pk=renamed.pk).update(replaced_by=listed)
    gone.refresh_from_db()
    renamed.refresh_from_db()
    assert operations.watch_trials(renamed, by=cast.fay).condition == listed
    with pytest.raises(NotAllowed):
        operations.watch_trials(gone, by=cast.fay)


def test_one_person_watches_a_bounded_number(cast, monkeypatch, listed):
    monkeypatch.setattr(watching, "MOST_WATCHES", 1)
    operations.watch_trials(listed, by=cast.fay)
    operations.watch_trials(listed, by=cast.fay)  # the same again is no second
    with pytest.raises(Invalid):
        operations.watch_trials(make_condition("Another"), by=cast.fay)


def test_the_first_look_tells_nobody_and_later_ones_tell_what_is_new(cast, outbox, condition):
    operations.watch_trials(condition, by=cast.chidi)
    assert take(condition, study(1), study(2)).told == 0
    assert take(condition, study(1), study(2), study(3)).told == 1
    assert told(outbox) == [(cast.chidi.pk, one(3).pk)]


def test_a_study_that_opens_is_told_once(cast, outbox, listed):
    operations.watch_trials(listed, by=cast.chidi)
    assert opens(listed, 1).told == 1
    assert opens(listed, 1).told == 0
    assert opens(listed).told == 0
    assert opens(listed, 1).told == 0  # it closed and opened again: he knows of it
    assert told(outbox) == [(cast.chidi.pk, one(1).pk)]
    assert TrialNews.objects.count() == 1


def test_new_names_bring_no_flood(cast, outbox, listed):
    operations.watch_trials(listed, by=cast.chidi)
    places = [study(1, sites=[BOSTON]), study(2, NOT_YET, sites=[BERLIN]), study(3)]
    old_ones = [study(n) for n in range(10, 30)]
    assert take(listed, *places, *old_ones, names="more names").told == 1
    assert told(outbox) == [(cast.chidi.pk, one(1).pk)]


@pytest.mark.parametrize(
    ("near", "km", "hears"),
    [
        ("", None, [1, 2]),
        (BOSTON_KEY, 100, [1]),
        (BERLIN_KEY, 100, [2]),
        (BOSTON_KEY, 10_000, [1, 2]),
    ],
)
def test_only_what_fits_the_place(cast, outbox, listed, near, km, hears):
    operations.watch_trials(listed, by=cast.chidi, near=near, distance=km)
    opens(listed, 1, 2)
    assert told(outbox) == [(cast.chidi.pk, one(number).pk) for number in hears]


def test_a_closed_place_does_not_fit_and_a_near_town_does(cast, outbox, listed):
    operations.watch_trials(listed, by=cast.chidi, near=BOSTON_KEY, distance=50)
    operations.watch_trials(listed, by=cast.fay, near=BOSTON_KEY, distance=80)
    shut = {**BOSTON, "status": "WITHDRAWN"}
    unknown = {"city": "Somewhere"}
    take(listed, study(1, sites=[shut, PROVIDENCE, unknown]), study(2, NOT_YET), study(3))
    assert told(outbox) == [(cast.fay.pk, one(1).pk)]  # Providence is 66 km away


def test_two_illnesses_with_one_study_are_one_letter(cast, outbox, listed):
    other = make_condition("Uremia")
    take(other, study(1, NOT_YET, sites=[BOSTON]))
    for condition in (listed, other):
        operations.watch_trials(condition, by=cast.chidi)
    operations.watch_trials(other, by=cast.fay)
    opens(listed, 1)
    take(other, study(1, sites=[BOSTON]))
    assert told(outbox) == [(cast.chidi.pk, one(1).pk), (cast.fay.pk, one(1).pk)]


def test_the_letter_names_nothing_and_leads_behind_the_sign_in(cast, outbox, listed):
    operations.watch_trials(listed, by=cast.chidi)
    opens(listed, 1)
    message = outbox.read(outbox.rows("trial_recruiting")[0])
    assert message["Subject"] == "News that you asked for"
    for part in message.walk():
        if part.get_content_maintype() == "text":
            words = part.get_content().casefold()
            for secret in ("calci", "nct", "boston", "study number", "studies", "trial "):
                assert secret not in words.replace("/me/trials/", "")
    assert "/me/trials/" in outbox.text("trial_recruiting")
    assert "List-Unsubscribe" in message


def _switch_off(watch):
    watch.delete()


def _move(watch):
    TrialWatch.objects.filter(pk=watch.pk).update(
        place="Berlin", latitude=52.5, longitude=13.4, radius_km=50
    )


def _close(watch):
    take(watch.condition, study(1, "COMPLETED"))


def _hide(watch):
    TrialMatch.objects.update(hidden_at=clock.now())


@pytest.mark.parametrize("change", [_switch_off, _move, _close, _hide])
def test_what_is_not_true_any_more_is_not_sent(cast, outbox, listed, change):
    watch = operations.watch_trials(listed, by=cast.chidi)
    opens(listed, 1)
    [letter] = outbox.rows("trial_recruiting")
    change(watch)
    assert isinstance(TRIAL_RECRUITING.decide(letter), letters.Cancel)


def test_it_has_its_own_switch_and_needs_an_account(cast, outbox, mail_server, listed):
    for person in (cast.chidi, cast.fay, cast.dora):
        operations.watch_trials(listed, by=person)
    subscriptions.unsubscribe(cast.fay.pk, "trial_news")
    User.objects.filter(pk=cast.dora.pk).update(is_active=False)
    opens(listed, 1)
    delivery.deliver_due()
    assert [message["To"] for message in mail_server.messages] == [cast.chidi.email]
    assert TrialNews.objects.filter(user=cast.fay).exists()  # still listed on her page


def test_news_is_listed_until_read(cast, client_for, api_for, listed):
    operations.watch_trials(listed, by=cast.chidi)
    opens(listed, 1)
    browser, client = client_for(cast.chidi), api_for(cast.chidi)
    page = browser.get("/me/trials/").content.decode()
    assert "Study number 1" in page and ">New<" in page
    assert "A study looks for people" in browser.get("/me/").content.decode()
    [news] = client.get("/api/v1/trial-news/").json()["results"]
    assert (news["nct_id"], news["read_at"]) == ("NCT00000001", None)
    assert browser.post("/me/trials/read/").status_code == 302
    page = browser.get("/me/trials/").content.decode()
    assert "Study number 1" in page and ">New<" not in page
    assert "A study looks for people" not in browser.get("/me/").content.decode()
    assert client.post("/api/v1/trial-news/read/").status_code == 204
    assert operations.read_trial_news(by=cast.chidi) == 0
    assert client.get("/api/v1/trial-news/").json()["results"][0]["read_at"]


def test_what_was_told_stays_on_the_list_when_the_wish_ends(
    cast, client_for, api_for, outbox, listed
):
    watch = operations.watch_trials(listed, by=cast.chidi)
    opens(listed, 1)
    operations.stop_watching_trials(watch, by=cast.chidi)
    page = client_for(cast.chidi).get("/me/trials/").content.decode()
    assert "Study number 1" in page and one(1).url in page
    [news] = api_for(cast.chidi).get("/api/v1/trial-news/").json()["results"]
    assert (news["nct_id"], news["condition"]) == ("NCT00000001", None)
    operations.watch_trials(listed, by=cast.chidi)
    opens(listed)
    assert opens(listed, 1).told == 0  # its letter was written once, so its row stands once
    assert TrialNews.objects.count() == len(told(outbox)) == 1


def test_the_page_asks_a_fixed_number_of_questions(
    cast, client_for, condition, django_assert_max_num_queries
):
    browser = client_for(cast.fay)
    operations.watch_trials(condition, by=cast.fay)
    browser.get("/me/trials/")
    with django_assert_max_num_queries(12) as few:
        browser.get("/me/trials/")
    for number in range(5):
        operations.watch_trials(make_condition(f"Illness {number}"), by=cast.fay)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "Illness 4" in browser.get("/me/trials/").content.decode()


def test_the_page_offers_the_illnesses_of_my_communities(cast, client_for, community):
    page = client_for(cast.chidi).get("/me/trials/").content.decode()
    assert "Tell me about Calciphylaxis" in page
    operations.watch_trials(community.condition, by=cast.chidi)
    page = client_for(cast.chidi).get("/me/trials/").content.decode()
    assert "Tell me about Calciphylaxis" not in page
    assert (
        "Tell me about Calciphylaxis"
        not in client_for(cast.fay).get("/me/trials/").content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_exactly_once_through_real_mail_whatever_runs_at_once(cast, mail_server, ctgov, condition):
    """Eight rounds and four senders at once, the rounds run again, and nothing is told twice. As a
    control, a letter under another key is counted as a second one."""
    ctgov.pages = [[study(1, NOT_YET), study(2, NOT_YET)]]
    people = [cast.chidi, cast.fay, cast.dora]
    for person in people:
        operations.watch_trials(condition, by=person)
    with clock.frozen(DAY_ONE):
        operations.sync_due_trials()
    ctgov.pages, ctgov.stamp = [[study(1), study(2)]], "a day later"

    def work(number):
        try:
            with clock.frozen(DAY_ONE + timedelta(days=1)):
                if number % 3:
                    operations.sync_due_trials()
                    operations.sync_trials(condition)
                delivery.deliver_due()
        finally:
            connections.close_all()

    for _ in range(2):
        with ThreadPoolExecutor(8) as threads:
            list(threads.map(work, range(12)))
    with clock.frozen(DAY_ONE + timedelta(days=1)):
        delivery.deliver_due()
    assert TrialNews.objects.count() == 6
    counts = mail_server.taken()
    assert len(counts) == 6 and set(counts.values()) == {1}
    received = sorted(message["To"] for message in mail_server.messages)
    assert received == sorted(person.email for person in people for _ in range(2))
    news = TrialNews.objects.first()
    letters.queue(
        TRIAL_RECRUITING,
        key="a second one",
        recipient_id=news.user_id,
        refs={"trial": news.trial_id, "watch": news.watch_id},
    )
    delivery.deliver_due()
    assert len(mail_server.messages) == 7

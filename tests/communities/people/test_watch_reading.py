"""watch_reading, keep_stop, lift_stop, forget_readings: who is shown very many people is stopped,
by whatever way they came."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from accounts.models import User
from communities.groups import operations as groups
from communities.groups.models import Kind
from communities.people import operations, tasks
from communities.people.models import ReadingDay, ReadingMark, ReadingStop, ReadingStopEvent
from communities.people.operations.reading import ReadingStopped
from rareshare.lib import clock
from rareshare.lib.errors import Invalid, NotAllowed, WrongState
from rareshare.lib.models import StaffTask

LIMIT = 12


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.READING_LIMIT, settings.READING_LIMIT_STAFF = LIMIT, 20


def crowd(community, size: int, first: int = 0) -> list[User]:
    """Members who chose to be seen, made in one go."""
    people = User.objects.bulk_create(
        User(
            email=f"m{number}@crowd.example",
            display_name=f"Crowd {number}",
            display_skeleton=f"crowd{number}",
        )
        for number in range(first, first + size)
    )
    community.memberships.bulk_create(
        community.memberships.model(
            community=community, user=one, role="patient", visibility="members"
        )
        for one in people
    )
    return people


def members(community) -> str:
    return f"/c/{community.public_id}/members/"


def api(community) -> str:
    return f"/api/v1/communities/{community.public_id}/members/"


def test_one_long_page_is_stopped_and_says_why(cast, client_for, outbox, community):
    crowd(community, LIMIT + 1)
    browser = client_for(cast.chidi)
    answer = browser.get(members(community))
    text = answer.content.decode()
    assert answer.status_code == 429 and answer["Retry-After"]
    assert "This protects everybody here." in " ".join(text.split()) and "Crowd 3" not in text
    assert "Wait a few minutes" not in text
    stop = ReadingStop.objects.get()
    assert (stop.viewer, stop.state) == (cast.chidi, "waiting")
    assert StaffTask.objects.get(kind="reading_stop").refs == {"stop": stop.pk}
    assert ReadingStopEvent.objects.get().verb == "reading_stopped"
    assert not outbox.rows("reading_stopped")  # nobody is an administrator yet


def test_the_control_below_the_limit_nobody_is_stopped(cast, client_for, api_for, community):
    people = crowd(community, LIMIT)
    browser, script = client_for(cast.chidi), api_for(cast.chidi)
    for _ in range(3):  # the same people again count once
        assert browser.get(members(community)).status_code == 200
        assert script.get(api(community)).status_code == 200
        assert browser.get(f"/p/{people[0].public_id}/").status_code == 200
    assert ReadingDay.objects.get().people == LIMIT
    assert not ReadingStop.objects.exists()


def test_many_small_pages_of_the_api_add_up(cast, api_for, community):
    crowd(community, LIMIT + 6)
    script, address, shown = api_for(cast.chidi), f"{api(community)}?page_size=3", set()
    while True:
        answer = script.get(address)
        if answer.status_code == 429:
            break
        shown |= {row["person"] for row in answer.json()["results"]}
        address = answer.json()["next"]
    assert len(shown) == LIMIT
    assert "Crowd" not in answer.content.decode()


def test_single_pages_of_people_add_up(cast, client_for, api_for, community):
    people = crowd(community, LIMIT + 1)
    browser, script = client_for(cast.fay), api_for(cast.fay)
    for number, one in enumerate(people[:LIMIT]):
        door = browser.get(f"/p/{one.public_id}/") if number % 2 else None
        door = door or script.get(f"/api/v1/people/{one.public_id}/")
        assert door.status_code == 200
    last = people[LIMIT].public_id
    assert browser.get(f"/p/{last}/").status_code == 429
    assert script.get(f"/api/v1/people/{last}/").status_code == 429


def test_guessing_addresses_counts_as_well(cast, client_for):
    browser = client_for(cast.fay)
    codes = [browser.get(f"/p/zzzzzzz{number:03}/").status_code for number in range(LIMIT + 2)]
    assert codes == [404] * LIMIT + [429, 429]


def test_joining_many_communities_does_not_help(cast, client_for, community):
    browser, codes = client_for(cast.fay), []
    for number in range(4):
        made = groups.open_community(f"Place {number}", by=cast.lena, kind=Kind.UNDIAGNOSED)
        crowd(made, 5, first=100 * number)
        groups.join_community(made, by=cast.fay, role="other")
        codes.append(browser.get(members(made)).status_code)
    assert codes == [200, 200, 429, 429]


def test_staff_have_a_higher_limit_and_one_all_the_same(cast, client_for, community):
    people = crowd(community, 22)
    for one in people[:20]:
        operations.watch_reading(cast.lena, [one.public_id])
    with pytest.raises(ReadingStopped):
        operations.watch_reading(cast.lena, [people[20].public_id])
    with pytest.raises(ReadingStopped):  # doing research gives no right to read members
        operations.watch_reading(cast.gita, [one.public_id for one in people])


def test_ones_own_page_is_free_also_after_a_stop(cast, client_for, outbox):
    for _ in range(LIMIT + 5):
        operations.watch_reading(cast.fay, [cast.fay.public_id])
    assert not ReadingDay.objects.exists()
    stopped(cast, outbox)
    browser = client_for(cast.fay)
    assert browser.get(f"/p/{cast.fay.public_id}/").status_code == 200
    assert browser.get(f"/p/{cast.dora.public_id}/").status_code == 429


def test_a_new_day_begins_anew_but_a_stop_holds(cast, community):
    people = [f"p{number}" for number in range(2 * LIMIT)]
    start = clock.now()
    with clock.frozen(start):
        operations.watch_reading(cast.fay, people[:LIMIT])
    with clock.frozen(start + timedelta(days=1)):
        operations.watch_reading(cast.fay, people[LIMIT:])
        with pytest.raises(ReadingStopped):
            operations.watch_reading(cast.fay, people[:1])
    with clock.frozen(start + timedelta(days=5)):
        with pytest.raises(ReadingStopped):
            operations.watch_reading(cast.fay, people[:1])
        operations.watch_reading(cast.chidi, people[:1])
        tasks.forget_readings()
        assert ReadingMark.objects.count() == 1
        assert not ReadingDay.objects.filter(day__lt=clock.today()).exists()


def test_marks_tell_nobody_who_looked_at_whom(cast):
    operations.watch_reading(cast.fay, [cast.chidi.public_id])
    operations.watch_reading(cast.dora, [cast.chidi.public_id])
    marks = set(ReadingMark.objects.values_list("mark", flat=True))
    assert len(marks) == 2


def stopped(cast, outbox) -> ReadingStop:
    """Fay is stopped; Ada and Lena look after the house."""
    _ = cast.ada, cast.lena
    with pytest.raises(ReadingStopped):
        operations.watch_reading(cast.fay, [f"p{number}" for number in range(LIMIT + 1)])
    return ReadingStop.objects.get()


def test_administrators_get_a_letter_without_a_name(cast, outbox):
    stop = stopped(cast, outbox)
    [letter] = outbox.rows("reading_stopped")
    assert letter.key == f"reading_stopped:{stop.pk}:{cast.ada.pk}"
    text = outbox.text("reading_stopped")
    assert "/desk/reading/" in text
    assert cast.fay.display_name not in text and cast.fay.public_id not in text


def test_staff_look_keep_and_lift(cast, client_for, outbox, community):
    stop = stopped(cast, outbox)
    lena = client_for(cast.lena)
    assert "Fay" in lena.get("/desk/reading/").content.decode()
    page = f"/desk/reading/{stop.pk}/"
    assert "only how many" in lena.get(page).content.decode()
    assert lena.post(page, {"decision": "keep", "reason": ""}).status_code == 400
    kept = lena.post(page, {"decision": "keep", "reason": "A script."}, follow=True)
    assert "The stop holds" in kept.content.decode()
    assert StaffTask.objects.get(kind="reading_stop").done_by_id == cast.lena.pk
    fay = client_for(cast.fay)
    assert fay.get(f"/p/{cast.chidi.public_id}/").status_code == 429
    lena.post(page, {"decision": "lift", "reason": "She asked us."})
    assert fay.get(f"/p/{cast.chidi.public_id}/").status_code == 200
    verbs = list(ReadingStopEvent.objects.order_by("pk").values_list("verb", "by", "note"))
    assert verbs == [
        ("reading_stopped", None, ""),
        ("stop_kept", cast.lena.pk, "A script."),
        ("stop_lifted", cast.lena.pk, "She asked us."),
    ]
    again = lena.post(page, {"decision": "keep", "reason": "Too late."})
    assert again.status_code == 409


def test_who_decides(cast, client_for, outbox):
    stop = stopped(cast, outbox)
    for wrong in (cast.fay, cast.dora, cast.emil):
        with pytest.raises(NotAllowed):
            operations.lift_stop(stop, by=wrong, reason="x")
        with pytest.raises(NotAllowed):
            operations.keep_stop(stop, by=wrong, reason="x")
        assert client_for(wrong).get(f"/desk/reading/{stop.pk}/").status_code == 403
    with pytest.raises(Invalid):
        operations.lift_stop(stop, by=cast.lena, reason=" ")
    own = ReadingStop.objects.create(viewer=cast.lena, people=300)
    with pytest.raises(NotAllowed):
        operations.lift_stop(own, by=cast.lena, reason="It was me.")
    operations.lift_stop(stop, by=cast.ada, reason="Fine.")
    with pytest.raises(WrongState):
        operations.lift_stop(stop, by=cast.ada, reason="Twice.")


@pytest.mark.django_db(transaction=True)
def test_many_requests_at_once_do_not_slip_through(cast, community):
    """Eight readers with one account: together they see no more than one would."""
    fay = cast.fay
    ids = [f"p{number}" for number in range(8 * 3)]

    def read(number: int) -> int:
        try:
            operations.watch_reading(fay, ids[3 * number : 3 * number + 3])
        except ReadingStopped:
            return 0
        finally:
            connections.close_all()
        return 3

    with ThreadPoolExecutor(8) as threads:
        shown = sum(threads.map(read, range(8)))
    assert shown == LIMIT
    assert ReadingStop.objects.count() == 1

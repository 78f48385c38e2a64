"""Six months of rest, and what happens to letters meanwhile."""

from datetime import date, timedelta

import pytest

from rareshare.lib import clock, delivery
from rareshare.lib.errors import NotAllowed, WrongState
from registry.updates import operations, queries
from registry.updates.models import DueStep
from tests.registry.updates.conftest import DUE

DAY = timedelta(days=1)


def test_a_pause_stops_what_is_queued_and_asks_again_after_it(alma, cast, outbox):
    with clock.frozen(DUE):
        operations.find_due()
        operations.pause_updates(alma, by=cast.alma)
        delivery.deliver_due()
    assert [row.state for row in outbox.rows("update_invitation")] == ["canceled"]
    for day in range(184):
        with clock.frozen(DUE + day * DAY):
            operations.find_due()
    assert DueStep.objects.count() == 1
    with clock.frozen(DUE + 184 * DAY):
        operations.find_due()
    assert DueStep.objects.count() == 2


def test_a_pause_that_ends_before_the_due_day_moves_nothing(alma, cast):
    with clock.frozen(DUE - 300 * DAY):
        operations.pause_updates(alma, by=cast.alma)
        assert queries.standing(alma).due_on == date(2027, 3, 3)


def test_resuming_brings_the_letter_back_from_tomorrow(alma, cast):
    with clock.frozen(DUE):
        operations.find_due()
        operations.pause_updates(alma, by=cast.alma)
        operations.resume_updates(alma, by=cast.alma)
        assert operations.find_due() == 0
        with pytest.raises(WrongState):
            operations.resume_updates(alma, by=cast.alma)
    with clock.frozen(DUE + DAY):
        assert operations.find_due() == 1


def test_the_page_and_the_api_pause_and_resume(alma, cast, client_for, api_for):
    browser, url = client_for(cast.alma), "/me/pause/"
    with clock.frozen(DUE):
        assert browser.get(url).status_code == 200
        assert browser.post(url).status_code == 302
        assert "3 September 2027" in browser.get(url).content.decode()
        assert browser.post(url, {"resume": "1"}).status_code == 302
        assert browser.post(url, {"resume": "1"}).status_code == 409
        client, root = (
            api_for(cast.alma),
            f"/api/v1/registry/enrollments/{alma.reference}/updates/pause/",
        )
        assert client.post(root).json()["paused_until"] == "2027-09-03"
        assert client.delete(root).json()["paused_until"] is None
        assert client.delete(root).status_code == 409


def test_only_those_who_act_pause(alma, cast, api_for):
    root = f"/api/v1/registry/enrollments/{alma.reference}/updates/pause/"
    assert api_for(cast.fay).post(root).status_code == 404
    assert api_for(cast.emil).delete(root).status_code == 404
    with pytest.raises(NotAllowed):
        operations.pause_updates(alma, by=cast.fay)
    with pytest.raises(NotAllowed):
        operations.resume_updates(alma, by=cast.emil)


def test_whoever_is_still_on_the_way_in_has_nothing_to_pause_or_confirm(alma, cast, client_for):
    alma.__class__.objects.filter(pk=alma.pk).update(state="consented", enrolled_at=None)
    browser = client_for(cast.alma)
    assert browser.get("/me/pause/").status_code == 200
    assert browser.post("/me/pause/").status_code == 409
    assert browser.post("/me/registry/update/", {"cycle": "1"}).status_code == 409
    with pytest.raises(WrongState):
        operations.confirm_update(alma, by=cast.alma, cycle=1)

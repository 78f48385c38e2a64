"""Asking for erasure: use stops at once, staff see it, the person is told what happens next."""

import pytest

from rareshare.lib import clock, ledger
from rareshare.lib.errors import NotAllowed
from rareshare.lib.models import LedgerEntry, StaffTask
from registry.enrollment import operations, queries, use
from registry.enrollment.states import State
from tests.reading import grade, sentences

ALL = {"discovery": "yes", "contact_study": "yes"}


def test_asked_on_the_page_stops_use_and_reaches_the_desk(cast, enrolled, client_for, outbox):
    participant = enrolled(cast.alma, allow=ALL)
    browser, desk = client_for(cast.alma), client_for(cast.emil)
    assert participant.reference not in desk.get("/desk/participants/").content.decode()
    led = browser.post("/me/registry/leave/", {"choice": "erase"})
    assert led.url.startswith("/me/registry/erase/")
    assert "within one month" in browser.get(led.url).content.decode()
    participant.refresh_from_db()
    assert participant.state == State.ENROLLED
    assert browser.post(led.url).status_code == 302
    participant.refresh_from_db()
    assert (participant.state, participant.consent_version) == (State.WITHDRAWN, None)
    for purpose in use.Purpose:
        assert not use.may(participant, purpose, clock.now()).allowed
    assert participant.events.latest("pk").verb == "erasure_requested"
    assert LedgerEntry.objects.filter(kind="erasure_requested").count() == 1
    assert ledger.verify().bad_seq is None
    assert participant.reference in desk.get("/desk/participants/").content.decode()
    assert "1 waits" in desk.get("/desk/").content.decode()
    assert "You asked us to erase" in browser.get("/me/registry/").content.decode()
    text = outbox.read(outbox.rows("erasure_requested", to=cast.alma)[0])
    body = text.get_body(("plain",)).get_content()
    assert "within one month" in body and "Calciphylaxis" not in text.as_string()
    assert grade(sentences(body.partition("http")[0])) <= 6


def test_asked_twice_by_the_api_is_one_request(cast, enrolled, api_for):
    participant = enrolled(cast.alma, allow=ALL)
    url = f"/api/v1/registry/enrollments/{participant.reference}/erasure/"
    first, again = api_for(cast.alma).post(url), api_for(cast.alma).post(url)
    assert (first.status_code, first.json()) == (200, again.json())
    assert first.json()["state"] == State.WITHDRAWN
    task = StaffTask.objects.get(kind="erasure_requested")
    assert task.refs["reference"] == participant.reference


def test_whoever_left_before_can_still_ask(cast, enrolled, client_for):
    left = operations.withdraw_enrollment(enrolled(cast.alma), by=cast.alma)
    page = client_for(cast.alma).get("/me/registry/").content.decode()
    assert "Ask us to erase your name and answers" in page
    operations.request_erasure(left, by=cast.alma)
    assert queries.erasure_requested_at(left) is not None


def test_nobody_else_asks_or_sees_the_requests(cast, enrolled, api_for):
    participant = enrolled(cast.alma)
    for other in (cast.fay, cast.emil):
        with pytest.raises(NotAllowed):
            operations.request_erasure(participant, by=other)
    url = f"/api/v1/registry/enrollments/{participant.reference}/erasure/"
    assert api_for(cast.fay).post(url).status_code == 404
    operations.request_erasure(participant, by=cast.alma)
    assert not queries.erasure_requests(cast.alma).exists()

"""Saying "nothing has changed": behind a letter's link, on one's page and in the API."""

from datetime import timedelta

import pytest

from rareshare.lib import clock, ledger
from rareshare.lib.errors import Conflict, NotAllowed, WrongState
from rareshare.lib.models import LedgerEntry
from registry.answers import operations as answers
from registry.answers import queries as answered
from registry.enrollment import operations as enrollment
from registry.updates import operations, queries
from registry.updates.models import Confirmation, DueStep, Schedule
from tests.registry.updates.conftest import DUE, JOINED

DAY = timedelta(days=1)


@pytest.fixture
def due(alma):
    """Alma's letter was found due."""
    with clock.frozen(DUE):
        operations.find_due()
        yield DueStep.objects.get()


@pytest.fixture
def link(due):
    return f"/check/{due.token}/"


def test_looking_at_the_link_changes_nothing_and_tells_nothing(link, anonymous, alma):
    before = anonymous.get(link)
    assert before.status_code == 200
    page = before.content.decode()
    for secret in ("Calciphylaxis", "Alma", alma.reference):
        assert secret not in page
    assert before["Cache-Control"] == "no-store, private"
    assert not Confirmation.objects.exists()
    assert anonymous.head(link).status_code == 200
    assert not Confirmation.objects.exists()


def test_one_button_signs_that_nothing_has_changed(link, anonymous, alma, cast):
    answer = anonymous.post(link)
    assert answer.status_code == 200
    assert "all for this year" in answer.content.decode()
    row = Confirmation.objects.get()
    assert (row.by, row.channel, row.cycle) == (cast.alma, "link", 1)
    assert row.answers_digest == answered.current_answers_digest(alma)
    entry = LedgerEntry.objects.get(seq=row.ledger_seq)
    assert entry.kind == "update_confirmed"
    assert row.answers_digest in entry.body
    assert ledger.verify().bad_seq is None
    alma.refresh_from_db()
    assert alma.last_confirmed_at == row.at


def test_a_double_click_signs_once(link, anonymous):
    for _ in range(3):
        assert anonymous.post(link).status_code == 200
    assert Confirmation.objects.count() == 1
    assert "Nothing has changed" not in anonymous.get(link).content.decode()


def test_after_it_there_are_no_more_letters_that_year(link, anonymous, alma, outbox):
    anonymous.post(link)
    for day in range(1, 360, 7):
        with clock.frozen(DUE + day * DAY):
            operations.find_due()
    assert len(outbox.rows("update_invitation")) == 1
    assert not outbox.rows("update_reminder")
    with clock.frozen(DUE):
        assert queries.standing(alma).due_on.year == 2028


def test_the_link_expires(due, link, anonymous):
    with clock.frozen(due.expires_at):
        answer = anonymous.get(link)
        assert answer.status_code == 410
        assert "too old" in answer.content.decode()
        assert anonymous.post(link).status_code == 409
        with pytest.raises(WrongState):
            operations.confirm_by_link(due)
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(
    ("token", "code"), [("x", 404), ("a" * 64, 404), ("%00", 400), ("a" * 500, 404), ("é", 404)]
)
def test_links_that_we_never_made_lead_nowhere(anonymous, token, code, due):
    assert anonymous.get(f"/check/{token}/").status_code == code
    assert anonymous.post(f"/check/{token}/").status_code == code


def test_the_token_itself_is_stored_nowhere(due):
    assert due.token not in str(vars(due))
    assert len(due.token) == 64


def test_the_link_of_last_year_cannot_answer_this_years_question(link, anonymous):
    anonymous.post(link)
    with clock.frozen(DUE + 170 * DAY):
        assert anonymous.post(link).status_code == 200
    assert Confirmation.objects.count() == 1


def test_the_link_does_nothing_for_somebody_who_left(link, anonymous, alma, cast):
    enrollment.withdraw_enrollment(alma, by=cast.alma)
    assert anonymous.post(link).status_code == 409
    assert not Confirmation.objects.exists()


def test_the_page_signs_for_the_year_it_showed(alma, cast, client_for):
    browser = client_for(cast.alma)
    with clock.frozen(DUE - 40 * DAY):
        page = browser.get("/me/registry/update/")
        assert page.status_code == 200
        answer = browser.post("/me/registry/update/", {"cycle": "1"})
        assert answer.status_code == 302
        assert browser.post("/me/registry/update/", {"cycle": "1"}).status_code == 302
    assert Confirmation.objects.get().channel == "page"
    with clock.frozen(DUE):
        assert operations.find_due() == 0


def test_a_confirmation_given_to_enrollment_itself_counts_too(alma, cast):
    with clock.frozen(DUE - 5 * DAY):
        enrollment.confirm_information(alma, by=cast.alma)
    with clock.frozen(DUE):
        assert operations.find_due() == 0


@pytest.mark.parametrize("cycle", ["", "0", "-1", "x", "9" * 30])
def test_the_page_refuses_what_is_no_year(alma, cast, client_for, cycle):
    answer = client_for(cast.alma).post("/me/registry/update/", {"cycle": cycle})
    assert answer.status_code == 400
    assert not Confirmation.objects.exists()


def test_the_api_signs_and_lists(alma, cast, api_for):
    root = f"/api/v1/registry/enrollments/{alma.reference}"
    with clock.frozen(DUE):
        client = api_for(cast.alma)
        operations.find_due()
        standing = client.get(f"{root}/updates/").json()
        assert standing["is_due"] is True
        body = {"cycle": standing["cycle"]}
        first = client.post(f"{root}/confirmations/", body)
        again = client.post(f"{root}/confirmations/", body)
        assert (first.status_code, first.json()) == (201, again.json())
        assert client.get(f"{root}/updates/").json()["is_due"] is False
        assert len(client.get(f"{root}/confirmations/").json()["results"]) == 1
        assert client.post(f"{root}/confirmations/", {"cycle": 7}).status_code == 409
        assert client.post(f"{root}/confirmations/", {}).status_code == 400


def test_who_just_joined_is_told_the_next_date_before_any_scan(alma, cast, api_for, client_for):
    root = f"/api/v1/registry/enrollments/{alma.reference}"
    with clock.frozen(JOINED):
        client = api_for(cast.alma)
        told = client.get(f"{root}/updates/")
        assert told.status_code == 200
        assert told.json() == {
            "cycle": 1,
            "last_on": "2026-03-03",
            "due_on": "2027-03-03",
            "is_due": False,
            "paused_until": None,
        }
        assert "3 March 2027" in client_for(cast.alma).get("/me/registry/update/").content.decode()
        assert not Schedule.objects.exists()  # looking writes nothing
        operations.find_due()
        assert client.get(f"{root}/updates/").json() == told.json()


def test_a_scan_that_never_came_hides_no_due_update(alma, cast, api_for):
    root = f"/api/v1/registry/enrollments/{alma.reference}"
    with clock.frozen(DUE):
        client = api_for(cast.alma)
        told = client.get(f"{root}/updates/").json()
        assert told["is_due"] is True
        body = {"cycle": told["cycle"]}
        assert client.post(f"{root}/confirmations/", body).status_code == 201
        assert client.get(f"{root}/updates/").json()["is_due"] is False


@pytest.mark.parametrize("state", ["consented", "withdrawn"])
def test_nothing_is_due_from_whoever_is_not_in_the_registry(alma, cast, api_for, state):
    enrolled_at = None if state == "consented" else alma.enrolled_at
    alma.__class__.objects.filter(pk=alma.pk).update(state=state, enrolled_at=enrolled_at)
    root = f"/api/v1/registry/enrollments/{alma.reference}"
    assert api_for(cast.alma).get(f"{root}/updates/").status_code == 404


def test_nobody_else_can_see_or_sign(alma, cast, client_for, api_for):
    root = f"/api/v1/registry/enrollments/{alma.reference}"
    for stranger in (cast.fay, cast.emil, cast.gita):
        assert api_for(stranger).get(f"{root}/updates/").status_code == 404
        hidden = api_for(stranger).post(f"{root}/confirmations/", {"cycle": 1})
        nothing = api_for(stranger).post(
            "/api/v1/registry/enrollments/RS-2222-2222/confirmations/", {"cycle": 1}
        )
        assert hidden.status_code == nothing.status_code == 404
        assert hidden.content == nothing.content
        page = client_for(stranger).get(f"/me/registry/update/?for={alma.reference}")
        assert page.status_code == 404
        with pytest.raises(NotAllowed):
            operations.confirm_update(alma, by=stranger, cycle=1)


def test_a_question_that_was_settled_meanwhile_is_a_conflict(alma, cast):
    with clock.frozen(DUE):
        operations.find_due()
        operations.pause_updates(alma, by=cast.alma)
        with pytest.raises(Conflict):
            operations.confirm_update(alma, by=cast.alma, cycle=1)


def test_signing_works_before_the_scanner_ever_looked(alma, cast):
    with clock.frozen(DUE):
        operations.confirm_update(alma, by=cast.alma, cycle=1)
    assert Schedule.objects.get().cycle == 2


def test_the_signature_is_bound_to_the_answers_of_its_moment(alma, cast):
    with clock.frozen(DUE):
        before = operations.confirm_update(alma, by=cast.alma, cycle=1)
        answers.record_response(
            alma, by=cast.alma, section="talking", values={"communication": "spoken"}, seen=0
        )
        after = operations.confirm_update(alma, by=cast.alma, cycle=2)
    assert before.answers_digest != after.answers_digest


def test_a_guardian_signs_for_the_child(rosa, cast, client_for):
    with clock.frozen(DUE):
        answer = client_for(cast.ben).post("/me/registry/update/", {"cycle": "1"})
    assert answer.status_code == 302
    assert Confirmation.objects.get().participant == rosa

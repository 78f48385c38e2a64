"""A new password, by its present one or by a mailed code, ends whatever was stolen before."""

import pytest
from django.test import Client

from accounts import operations
from accounts.cast import PASSWORD
from rareshare.lib.errors import NotAllowed
from tests.accounts.test_open_account import code_in
from tests.accounts.test_sign_in import FACTOR, RESET, sign_in, signed_in

pytestmark = pytest.mark.django_db
CHANGE, NEW = "/account/password/change/", "nine purple kites"


def test_changing_it_ends_other_sessions_and_tokens(cast, client_for, api_for):
    here, stolen, script = client_for(cast.fay), client_for(cast.fay), api_for(cast.fay)
    here.post(CHANGE, {"oldpassword": PASSWORD, "password1": NEW})
    assert signed_in(here)
    assert not signed_in(stolen)
    assert script.get("/api/v1/me/").status_code == 401


def test_a_wrong_present_password_changes_nothing_and_is_counted(cast, client_for):
    client = client_for(cast.fay)
    answers = [
        client.post(CHANGE, {"oldpassword": f"guess {n}", "password1": NEW}).status_code
        for n in range(6)
    ]
    assert answers == [200] * 5 + [429]
    cast.fay.refresh_from_db()
    assert cast.fay.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["", "short", "password123", "fay@demo.example"])
def test_weak_ones_are_refused(cast, client_for, weak):
    client_for(cast.fay).post(CHANGE, {"oldpassword": PASSWORD, "password1": weak})
    cast.fay.refresh_from_db()
    assert cast.fay.check_password(PASSWORD)


def test_a_forgotten_one_is_set_with_a_mailed_code(cast, client_for, anonymous, outbox):
    stolen = client_for(cast.fay)
    assert anonymous.post(RESET, {"email": cast.fay.email}).url.endswith("/reset/confirm/")
    code = code_in(outbox, cast.fay.email)
    done = anonymous.post("/account/password/reset/confirm/", {"code": code})
    assert done.url.endswith("/reset/complete/")
    assert anonymous.post(done.url, {"password1": NEW}).status_code == 302
    assert not signed_in(anonymous)
    assert not signed_in(stolen)
    assert sign_in(Client(), cast.fay.email, NEW).url == "/me/"
    assert "password of your account was changed" in outbox.text("account_changed")


def test_the_mailed_code_does_not_replace_the_second_step(cast, anonymous, outbox):
    anonymous.post(RESET, {"email": cast.lena.email})
    code = code_in(outbox, cast.lena.email)
    anonymous.post("/account/password/reset/confirm/", {"code": code})
    anonymous.post("/account/password/reset/complete/", {"password1": NEW})
    assert sign_in(Client(), cast.lena.email, NEW).url == FACTOR


def test_the_last_page_before_the_code_is_closed(anonymous, cast):
    assert anonymous.get("/account/password/reset/complete/").status_code == 302
    anonymous.post(RESET, {"email": cast.fay.email})
    answer = anonymous.post("/account/password/reset/complete/", {"password1": NEW})
    assert answer.status_code == 302
    cast.fay.refresh_from_db()
    assert cast.fay.check_password(PASSWORD)


def test_three_wrong_codes_end_it(anonymous, cast, outbox):
    anonymous.post(RESET, {"email": cast.fay.email})
    code = code_in(outbox, cast.fay.email)
    for _ in range(3):
        anonymous.post("/account/password/reset/confirm/", {"code": "WRONG1"})
    anonymous.post("/account/password/reset/confirm/", {"code": code})
    assert anonymous.get("/account/password/reset/complete/").status_code == 302


def test_signing_out_kills_the_session_and_everywhere_kills_all(cast, client_for, api_for):
    here, there, script = client_for(cast.fay), client_for(cast.fay), api_for(cast.fay)
    kept = here.cookies.copy()
    here.post("/account/logout/")
    here.cookies = kept
    assert not signed_in(here)
    assert there.post("/account/sign-out-everywhere/").status_code == 200
    assert not signed_in(there)
    assert script.get("/api/v1/me/").status_code == 401


def test_nobody_signs_another_person_out_or_renews_their_password(cast):
    for act in (
        lambda: operations.sign_out_everywhere(cast.fay, by=cast.ben),
        lambda: operations.renew_password(cast.fay, NEW, by=cast.ben),
        lambda: operations.close_account(cast.fay, by=cast.ben),
        lambda: operations.release_address(cast.fay.email, cast.ben, by=cast.ben),
        lambda: operations.open_unconfirmed("x@demo.example", by=cast.ben),
    ):
        with pytest.raises(NotAllowed):
            act()

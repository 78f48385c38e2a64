"""Tokens for scripts: hashed, expiring, revocable, limited, never told twice."""

from datetime import timedelta

import pytest
from django.test import Client
from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts import operations
from accounts.cast import PASSWORD
from rareshare.lib import clock
from rareshare.lib.errors import Conflict, NotAllowed, NotFound
from tests.accounts.test_sign_in import FACTOR, present_code, sign_in

pytestmark = pytest.mark.django_db
URL = "/api/v1/tokens/"


def ask(client, email, password=PASSWORD, **more):
    extra = {k: more.pop(k) for k in list(more) if k in {"headers", "REMOTE_ADDR"}}
    body = {"email": email, "password": password, **more}
    return client.post(URL, body, "application/json", **extra)


def bearer(token):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_a_token_opens_the_api_and_only_its_hash_is_kept(cast, anonymous):
    answer = ask(anonymous, cast.fay.email.upper())
    assert answer.status_code == 201
    token = answer.json()["token"]
    assert bearer(token).get("/api/v1/me/").json()["display_name"] == "Fay"
    assert token not in str(list(AuthToken.objects.values()))
    assert answer.json()["expiry"]


def test_with_a_second_factor_the_code_is_needed_and_works_once(cast, anonymous):
    assert ask(anonymous, cast.lena.email).status_code == 400
    assert ask(anonymous, cast.lena.email, code="000000").status_code == 401
    code = present_code("lena")
    assert ask(anonymous, cast.lena.email, code=code).status_code == 201
    assert ask(anonymous, cast.lena.email, code=code).status_code == 401


def test_unknown_wrong_and_closed_get_the_same_answer(cast, anonymous):
    operations.close_account(cast.ben, by=cast.ben)
    answers = [
        ask(anonymous, cast.fay.email, "wrong"),
        ask(anonymous, "zoe@demo.example", "wrong"),
        ask(anonymous, cast.ben.email),
    ]
    assert {a.status_code for a in answers} == {401}
    assert len({a.content for a in answers}) == 1


def test_an_unconfirmed_account_gets_none(client, anonymous):
    form = {"email": "new@demo.example", "password1": "seven green boats"}
    client.post("/account/signup/", form)
    assert ask(anonymous, "new@demo.example", "seven green boats").status_code == 401


def test_guessing_is_limited_and_an_idempotency_key_does_not_hide_it(cast):
    client = Client(REMOTE_ADDR="10.1.0.1")
    keys = [{"Idempotency-Key": f"guess-{n}"} for n in range(6)]
    answers = [ask(client, cast.fay.email, "wrong", headers=key).status_code for key in keys]
    assert answers == [401] * 5 + [429]
    assert ask(client, cast.fay.email).status_code == 429
    assert ask(Client(REMOTE_ADDR="10.1.0.2"), cast.fay.email).status_code == 201


def test_half_sign_ins_do_not_open_more_guesses_at_the_code(cast):
    client = Client(REMOTE_ADDR="10.1.0.3")
    seen = []
    for _ in range(3):
        seen.append(ask(client, cast.lena.email, code="000000").status_code)
        seen.append(sign_in(Client(REMOTE_ADDR="10.1.0.3"), cast.lena.email).status_code)
    assert seen == [401, 302, 401, 302, 401, 429]
    assert ask(client, cast.lena.email, code=present_code("lena")).status_code == 429


def test_codes_are_counted_for_the_account_whatever_the_network_key_or_door(cast):
    def guess(number, code):
        key = {"Idempotency-Key": f"guess-{number}"}
        client = Client(REMOTE_ADDR=f"10.1.1.{number}")
        return ask(client, cast.lena.email, code=code, headers=key).status_code

    codes = ["000000", "abcd-1234"] * 25  # of the app, and recovery codes
    assert {guess(number, code) for number, code in enumerate(codes)} == {401}
    assert guess(50, "000000") == 429
    browser = Client(REMOTE_ADDR="10.1.1.51")
    sign_in(browser, cast.lena.email)
    assert browser.post(FACTOR, {"code": present_code("lena")}).status_code == 429


def test_a_right_code_ends_the_count(cast):
    client = Client(REMOTE_ADDR="10.1.0.4")
    for step in (1, 2):
        wrong = [ask(client, cast.lena.email, code="000000").status_code for _ in range(4)]
        assert wrong == [401] * 4
        code = present_code("lena", step)
        assert ask(client, cast.lena.email, code=code).status_code == 201


def test_an_answer_with_a_secret_is_never_replayed(cast, anonymous):
    key = {"Idempotency-Key": "once"}
    assert ask(anonymous, cast.fay.email, headers=key).status_code == 201
    again = ask(anonymous, cast.fay.email, headers=key)
    assert again.status_code == 409
    assert "token" not in again.json()
    assert AuthToken.objects.count() == 1


def test_mine_are_listed_without_the_secret_and_can_be_revoked(cast, anonymous):
    token = ask(anonymous, cast.fay.email).json()["token"]
    script = bearer(token)
    (seen,) = script.get(URL).json()["results"]
    assert set(seen) == {"id", "created", "expiry"}
    assert script.delete(f"{URL}{seen['id']}/").status_code == 204
    assert script.get("/api/v1/me/").status_code == 401


def test_somebody_elses_token_does_not_exist(cast, anonymous, api_for):
    ask(anonymous, cast.fay.email)
    theirs = AuthToken.objects.get(user=cast.fay).token_key
    me = api_for(cast.ben)
    answers = [me.delete(f"{URL}{key}/") for key in (theirs, "z" * len(theirs))]
    assert {a.status_code for a in answers} == {404}
    assert len({a.content for a in answers}) == 1
    with pytest.raises(NotAllowed):
        operations.revoke_token(cast.fay, theirs, by=cast.ben)
    with pytest.raises(NotFound):
        operations.revoke_token(cast.ben, theirs, by=cast.ben)


def test_a_token_lives_30_days_by_the_clock_of_the_house(cast, api_for):
    later = clock.now() + timedelta(days=400)
    with clock.frozen(later):
        client = api_for(cast.fay)
        assert client.get("/api/v1/me/").status_code == 200
    with clock.frozen(later + timedelta(days=31)):
        assert client.get("/api/v1/me/").status_code == 401


def test_an_expired_token_opens_nothing(cast, anonymous):
    token = ask(anonymous, cast.fay.email).json()["token"]
    row = AuthToken.objects.get()
    row.expiry -= timedelta(days=31)
    row.save()
    assert bearer(token).get("/api/v1/me/").status_code == 401


def test_a_closed_account_has_no_tokens_and_a_lost_role_ends_at_once(cast, api_for):
    script = api_for(cast.fay)
    operations.close_account(cast.fay, by=cast.admin, reason="asked us")
    assert script.get("/api/v1/me/").status_code == 401
    script = api_for(cast.lena)
    operations.revoke_role(cast.lena, "moderator", by=cast.admin)
    assert script.get("/api/v1/me/").json()["roles"] == []


def test_twenty_are_enough(cast):
    for _ in range(20):
        operations.issue_token(cast.fay, by=cast.fay)
    with pytest.raises(Conflict):
        operations.issue_token(cast.fay, by=cast.fay)


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"email": 1, "password": {}}', "{" * 50, '"x"'])
def test_bad_input(anonymous, db, body):
    answer = anonymous.post(URL, body, "application/json")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_signed_out_people_see_no_list(anonymous, db):
    assert anonymous.get(URL).status_code == 401
    assert anonymous.get("/api/v1/me/").status_code == 401
    assert bearer("nonsense").get("/api/v1/me/").status_code == 401

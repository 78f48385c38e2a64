"""Passkeys: setting one up, the second step with it, signing in with it alone, and replays."""

import json
import re

import pytest
from django.test import Client

from tests.accounts.test_sign_in import FACTOR, sign_in, signed_in
from tests.passkeys import Passkey

pytestmark = pytest.mark.django_db
ADD, ALONE = "/account/second-step/webauthn/add/", "/account/second-step/webauthn/login/"


def options_in(page):
    found = re.search(rb'<script id="js_data" type="application/json">(.*?)</script>', page.content)
    return json.loads(found.group(1))


def added(client, key):
    answer = key.create(options_in(client.get(ADD))["creation_options"])
    form = {"name": "My phone", "passwordless": "on", "credential": json.dumps(answer)}
    return client.post(ADD, form)


def alone(client, key):
    asked = client.get(ALONE, headers={"Accept": "application/json"}).json()["request_options"]
    return key.get(asked)


def test_it_opens_the_second_step(cast, client_for, anonymous):
    key = Passkey()
    assert added(client_for(cast.fay), key).status_code == 302
    assert sign_in(anonymous, cast.fay.email).url == FACTOR
    asked = options_in(anonymous.get(FACTOR))["request_options"]
    assert anonymous.post(FACTOR, {"credential": json.dumps(key.get(asked))}).url == "/me/"
    assert signed_in(anonymous)


def test_whole_sign_ins_are_not_counted_as_guesses(cast, client_for):
    key = Passkey()
    added(client_for(cast.fay), key)
    for _ in range(6):
        browser = Client(REMOTE_ADDR="10.4.0.1")
        assert sign_in(browser, cast.fay.email).url == FACTOR
        asked = options_in(browser.get(FACTOR))["request_options"]
        assert browser.post(FACTOR, {"credential": json.dumps(key.get(asked))}).url == "/me/"


def test_it_signs_in_alone(cast, client_for, anonymous):
    key = Passkey()
    added(client_for(cast.lena), key)
    anonymous.post(ALONE, {"credential": json.dumps(alone(anonymous, key))})
    assert signed_in(anonymous)


def test_an_answer_of_another_browser_or_key_opens_nothing(cast, client_for, anonymous):
    key, stranger = Passkey(), Passkey()
    added(client_for(cast.lena), key)
    stranger.user = key.user
    answer = alone(Client(), key)
    for said in (answer, alone(anonymous, stranger), {**answer, "id": "AAAA", "rawId": "AAAA"}):
        anonymous.post(ALONE, {"credential": json.dumps(said)})
        assert not signed_in(anonymous)


def test_it_counts_as_the_factor_that_a_role_needs(cast, client_for):
    from accounts import operations

    user = operations.grant_role(cast.fay, "moderator", by=cast.admin)
    assert user.lacks_second_factor
    added(client_for(user), Passkey())
    assert not user.lacks_second_factor

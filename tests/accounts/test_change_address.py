"""A new e-mail address counts when its code was typed, and tells nothing about other accounts."""

import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.test_open_account import CONFIRM, JOIN, code_in
from tests.accounts.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
CHANGE, ADDRESS = "/account/email/", "faye@demo.example"


def ask(client, address):
    return client.post(CHANGE, {"email": address, "action_add": "1"})


def test_the_new_address_counts_after_its_code(cast, client_for, outbox):
    client = client_for(cast.fay)
    assert ask(client, ADDRESS.upper()).url == CONFIRM
    assert User.objects.get(pk=cast.fay.pk).email == cast.fay.email
    client.post(CONFIRM, {"code": code_in(outbox, ADDRESS)})
    assert User.objects.get(pk=cast.fay.pk).email == ADDRESS
    assert "address of your account was changed" in outbox.text("account_changed", cast.fay.email)


def test_taken_and_free_addresses_look_alike(cast, client_for):
    taken, free = (ask(client_for(cast.fay), a) for a in (cast.ben.email, ADDRESS))
    assert (taken.status_code, taken.url) == (free.status_code, free.url)


def test_a_confirmed_address_of_somebody_else_stays_theirs(cast, client_for, outbox):
    client = client_for(cast.fay)
    ask(client, cast.ben.email)
    client.post(CONFIRM, {"code": code_in(outbox, cast.ben.email)})
    assert User.objects.get(email=cast.ben.email) == cast.ben


def test_an_address_that_nobody_confirmed_goes_to_who_can_read_it(cast, client_for, outbox):
    Client().post(JOIN, {"email": ADDRESS, "password1": "the squatter knows"})
    client = client_for(cast.fay)
    ask(client, ADDRESS)
    client.post(CONFIRM, {"code": code_in(outbox, ADDRESS)})
    assert User.objects.get(email=ADDRESS) == cast.fay
    assert sign_in(Client(), ADDRESS, "the squatter knows").status_code == 200


def test_an_old_proof_of_identity_is_asked_again(cast, client):
    client.force_login(cast.fay)
    assert ask(client, ADDRESS).url.startswith("/account/reauthenticate/")


@pytest.mark.parametrize("bad", ["", "no address", "a\r\nb@demo.example", "ß" * 10 + "@x.y"])
def test_bad_input_changes_nothing(cast, client_for, bad):
    assert b"There is a problem" in ask(client_for(cast.fay), bad).content
    assert User.objects.get(pk=cast.fay.pk).email == cast.fay.email

"""Signing in: password or e-mailed code, equal answers, limits that hold, and the second factor."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from accounts import operations
from accounts.cast import PASSWORD, totp_secret
from tests.accounts.test_open_account import bare, code_in

pytestmark = pytest.mark.django_db
SIGN_IN, CODE, CONFIRM = "/account/login/", "/account/login/code/", "/account/login/code/confirm/"
FACTOR, RESET = "/account/second-step/authenticate/", "/account/password/reset/"
WRONG = "not the password"


def sign_in(client, email, password=PASSWORD, **extra):
    return client.post(SIGN_IN, {"login": email, "password": password}, **extra)


def present_code(key, place=1):
    """A code that is accepted now: of the step before (0), of this one, or of the next (2)."""
    step = list(totp.yield_hotp_counters_from_time())[place]
    return totp.format_hotp_value(totp.hotp_value(totp_secret(key), step))


def signed_in(client):
    return client.get("/account/profile/").status_code == 200


def test_with_a_password_however_the_address_is_spelled(cast, anonymous):
    assert sign_in(anonymous, f" {cast.fay.email.upper()} ").url == "/me/"
    assert signed_in(anonymous)


def test_next_leads_back_and_never_to_another_site(cast, anonymous):
    assert sign_in(anonymous, cast.fay.email, next_="").status_code == 302
    for target, goes in (("/me/privacy/", "/me/privacy/"), ("https://evil.example/", "/me/")):
        form = {"login": cast.fay.email, "password": PASSWORD, "next": target}
        assert Client().post(SIGN_IN, form).url == goes


def test_with_a_code_by_mail(cast, anonymous, outbox):
    assert anonymous.post(CODE, {"email": cast.fay.email}).url == CONFIRM
    code = code_in(outbox, cast.fay.email)
    assert anonymous.post(CONFIRM, {"code": code.lower()}).url == "/me/"
    assert signed_in(anonymous)


def test_the_mailed_code_works_in_its_own_browser_only(cast, anonymous, client, outbox):
    anonymous.post(CODE, {"email": cast.fay.email})
    code = code_in(outbox, cast.fay.email)
    client.post(CODE, {"email": cast.fay.email})
    client.post(CONFIRM, {"code": code})
    assert not signed_in(client)


@pytest.mark.parametrize("mail_down", [False, True])
def test_known_and_unknown_addresses_get_the_same_bytes(cast, settings, mail_down):
    if mail_down:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for url, form in (
        (SIGN_IN, {"password": WRONG, "login": ""}),
        (CODE, {"email": ""}),
        (RESET, {"email": ""}),
    ):
        field = "login" if "login" in form else "email"
        pages = []
        for address in (cast.fay.email, "zoe@demo.example"):
            client = Client()
            first = client.post(url, {**form, field: address})
            after = client.get(first.url) if first.status_code == 302 else first
            shown = bare(after)
            text = shown[3].replace(address.encode(), b"ADDRESS")
            pages.append((bare(first)[:3], shown[:3], text))
        assert pages[0] == pages[1], url


def test_known_and_unknown_addresses_cost_the_same_work(cast, settings, monkeypatch):
    """Argon2 is what takes the time, so it must run as often for an address we do not know."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    operations.renew_password(cast.fay, PASSWORD, by=None)
    operations.release_address("nobody@demo.example", cast.fay, by=None)
    runs = []
    for name in ("encode", "verify"):
        original = getattr(Argon2PasswordHasher, name)

        def counted(self, *args, original=original, **kwargs):
            runs.append(1)
            return original(self, *args, **kwargs)

        monkeypatch.setattr(Argon2PasswordHasher, name, counted)
    work = []
    for address in (cast.fay.email, "zoe@demo.example"):
        runs.clear()
        sign_in(Client(), address, WRONG)
        work.append(len(runs))
    assert work[0] == work[1] == 1


def test_a_closed_account_looks_like_a_wrong_password(cast, anonymous):
    operations.close_account(cast.fay, by=cast.fay)
    response = sign_in(anonymous, cast.fay.email)
    assert b"not right" in response.content


def test_the_sixth_try_from_one_network_waits_and_elsewhere_the_door_stays_open(cast):
    there, here = Client(REMOTE_ADDR="10.0.0.1"), Client(REMOTE_ADDR="10.0.0.2")
    for _ in range(5):
        assert sign_in(there, cast.fay.email, WRONG).status_code == 200
    refused = sign_in(there, cast.fay.email)
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert sign_in(here, cast.fay.email).url == "/me/"


def test_unknown_addresses_are_limited_alike(cast):
    client = Client(REMOTE_ADDR="10.0.0.3")
    for _ in range(5):
        assert sign_in(client, "zoe@demo.example", WRONG).status_code == 200
    assert sign_in(client, "zoe@demo.example", WRONG).status_code == 429


def test_a_network_that_tries_many_addresses_is_stopped(cast):
    client = Client(REMOTE_ADDR="10.0.0.4")
    for number in range(50):
        sign_in(client, f"guess{number}@demo.example", WRONG)
    assert sign_in(client, cast.fay.email).status_code == 429


def test_a_forged_forwarded_header_does_not_make_a_new_network(cast, settings):
    client = Client(REMOTE_ADDR="10.0.0.5")
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"}
        last = sign_in(client, cast.fay.email, WRONG, **forged)
    assert last.status_code == 429
    settings.TRUSTED_PROXIES = 1
    behind = {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.7"}
    assert sign_in(client, cast.fay.email, **behind).url == "/me/"


def test_letters_that_strangers_cause_are_limited(cast, outbox):
    client = Client(REMOTE_ADDR="10.0.0.6")
    for _ in range(5):
        assert (
            Client(REMOTE_ADDR="10.0.0.6").post(CODE, {"email": cast.fay.email}).status_code == 302
        )
    assert client.post(CODE, {"email": cast.fay.email}).status_code == 429
    assert len(outbox.rows(to=cast.fay.email)) == 5


def test_redis_down_changes_no_limit(cast, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1"}}
    client = Client(REMOTE_ADDR="10.0.0.7")
    answers = [sign_in(client, cast.fay.email, WRONG).status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_a_role_needs_the_second_step(cast, anonymous):
    assert sign_in(anonymous, cast.lena.email).url == FACTOR
    assert not signed_in(anonymous)
    assert anonymous.post(FACTOR, {"code": "000000"}).status_code == 200
    assert not signed_in(anonymous)
    assert anonymous.post(FACTOR, {"code": present_code("lena")}).url == "/me/"
    assert signed_in(anonymous)


def test_a_mailed_code_does_not_replace_the_second_step(cast, anonymous, outbox):
    anonymous.post(CODE, {"email": cast.lena.email})
    assert anonymous.post(CONFIRM, {"code": code_in(outbox, cast.lena.email)}).url == FACTOR
    assert not signed_in(anonymous)


def test_a_code_of_the_app_works_once(cast, anonymous, client):
    code = present_code("lena")
    for browser, lets_in in ((anonymous, True), (client, False)):
        sign_in(browser, cast.lena.email)
        browser.post(FACTOR, {"code": code})
        assert signed_in(browser) is lets_in


def test_guessing_codes_is_limited(cast):
    client = Client(REMOTE_ADDR="10.0.0.8")
    sign_in(client, cast.lena.email)
    answers = [client.post(FACTOR, {"code": f"00000{n}"}).status_code for n in range(6)]
    assert answers[-1] == 429
    assert client.post(FACTOR, {"code": present_code("lena")}).status_code == 429


def test_the_password_is_counted_until_the_second_step_is_done(cast):
    def half_way():
        browser = Client(REMOTE_ADDR="10.0.0.9")
        return browser, sign_in(browser, cast.lena.email).status_code

    for step in (1, 2):
        browsers = [half_way() for _ in range(5)]
        assert [status for _, status in browsers] == [302] * 5
        if step == 2:
            assert half_way()[1] == 429
        assert browsers[0][0].post(FACTOR, {"code": present_code("lena", step)}).url == "/me/"
    assert half_way()[1] == 302


def test_the_password_once_more_is_no_guess_of_who_is_signed_in(cast, client_for):
    client = client_for(cast.lena)
    for _ in range(6):
        answer = client.post("/account/reauthenticate/", {"password": PASSWORD})
        assert answer.status_code == 302


def test_a_recovery_code_works_once(cast, client_for, anonymous, client):
    client_for(cast.lena).post("/account/second-step/recovery-codes/generate/")
    code = cast.lena.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for browser, lets_in in ((anonymous, True), (client, False)):
        sign_in(browser, cast.lena.email)
        browser.post(FACTOR, {"code": code})
        assert signed_in(browser) is lets_in


def test_the_admin_has_no_door_of_its_own(cast, anonymous):
    assert anonymous.get("/admin/login/?next=/admin/").url.startswith(SIGN_IN)
    form = {"username": cast.admin.email, "password": PASSWORD}
    assert anonymous.post("/admin/login/", form).url.startswith(SIGN_IN)
    assert anonymous.get("/admin/").status_code == 302


def test_pages_hold_no_inline_script(anonymous, cast):
    for url in (SIGN_IN, "/account/signup/", CODE):
        text = anonymous.get(url).content.decode()
        for tag in re.findall(r"<script[^>]*>", text):
            assert "src=" in tag or 'type="application/json"' in tag
        assert not re.search(r"\son\w+=", text)
        assert "onpaste" not in text

"""Setting up and taking off the second factor; nowhere without it for people with a role."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts import operations, queries
from accounts.cast import PASSWORD, totp_secret
from accounts.models import FactorSecret
from accounts.roles import Role
from accounts.tasks import forget_old_secrets
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed
from tests.accounts.test_sign_in import FACTOR, present_code, sign_in, signed_in

pytestmark = pytest.mark.django_db
INDEX, ACTIVATE = "/account/second-step/", "/account/second-step/totp/activate/"


def new_moderator(cast):
    return operations.grant_role(cast.fay, Role.MODERATOR, by=cast.admin)


def set_up(client):
    client.get(ACTIVATE)
    secret = client.session["mfa.totp.secret"]
    step = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(secret, step))
    return secret, code, client.post(ACTIVATE, {"code": code})


@pytest.mark.parametrize(
    "url",
    [
        "/me/",
        "/desk/",
        "/account/profile/",
        "/account/email/",
        "/account/password/change/",
        "/me/privacy/",
    ],
)
def test_without_it_a_role_reaches_the_set_up_only(cast, client_for, url):
    client = client_for(new_moderator(cast))
    response = client.get(url)
    assert (response.status_code, response.url) == (302, INDEX)
    assert client.get(INDEX).status_code == 200


def test_without_it_the_admin_stays_closed(cast, client_for):
    client = client_for(operations.grant_role(cast.fay, Role.ADMIN, by=cast.admin))
    for url in ("/admin/", "/admin/accounts/user/"):
        assert client.get(url).url == f"/admin/login/?next={url}"
        assert client.get(f"/admin/login/?next={url}").url == INDEX


def test_without_it_no_token_is_issued_and_the_api_stays_closed(cast, client_for, anonymous):
    user = new_moderator(cast)
    with pytest.raises(NotAllowed):
        operations.issue_token(user, by=user)
    form = {"email": user.email, "password": PASSWORD}
    assert anonymous.post("/api/v1/tokens/", form, "application/json").status_code == 403
    refused = client_for(user).get("/api/v1/me/")
    assert refused.status_code == 403
    assert "second factor" in refused.json()["detail"]


@pytest.mark.django_db(transaction=True)  # what follows the commit is part of it
def test_setting_up_an_app_opens_the_house_and_ends_other_sessions(cast, client_for):
    user = new_moderator(cast)
    here, stolen = client_for(user), client_for(user)
    assert set_up(here)[2].status_code == 302
    assert signed_in(here)
    assert stolen.get("/account/profile/").url.startswith("/account/login/")


def test_the_code_of_the_set_up_does_not_open_the_account_again(cast, client_for, anonymous):
    client = client_for(cast.fay)
    _, code, _ = set_up(client)
    sign_in(anonymous, cast.fay.email)
    anonymous.post(FACTOR, {"code": code})
    assert not signed_in(anonymous)


def test_a_wrong_first_code_sets_nothing_up(cast, client_for):
    client = client_for(cast.fay)
    client.get(ACTIVATE)
    assert client.post(ACTIVATE, {"code": "000000"}).status_code == 200
    assert not cast.fay.has_second_factor


def test_the_secret_is_sealed_in_the_database(cast, client_for):
    secret, _, _ = set_up(client_for(cast.fay))
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator WHERE type = 'totp'")
        assert secret not in cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)  # what follows the commit is part of it
def test_recovery_codes_are_shown_once_set_up_and_can_be_saved(cast, client_for):
    client = client_for(cast.fay)
    assert set_up(client)[2].url == "/account/second-step/recovery-codes/"
    assert client.get("/account/second-step/recovery-codes/").status_code == 200
    saved = client.get("/account/second-step/recovery-codes/download/")
    assert saved["Content-Type"].startswith("text/plain")


def test_a_role_cannot_take_its_last_factor_off(cast, client_for):
    client = client_for(cast.lena)
    client.post("/account/second-step/totp/deactivate/")
    assert cast.lena.has_second_factor


@pytest.mark.django_db(transaction=True)  # what follows the commit is part of it
def test_a_member_can_take_it_off(cast, client_for):
    set_up(client_for(cast.fay))
    client_for(cast.fay).post("/account/second-step/totp/deactivate/")
    assert not Authenticator.objects.filter(user=cast.fay).exists()


def test_somebody_elses_passkey_does_not_exist(cast, client_for):
    row = Authenticator.objects.create(user=cast.lena, type="webauthn", data={"name": "x"})
    for tail in ("remove/", "edit/"):
        mine = client_for(cast.fay)
        theirs = mine.get(f"/account/second-step/webauthn/keys/{row.pk}/{tail}")
        nothing = mine.get(f"/account/second-step/webauthn/keys/999999/{tail}")
        assert (theirs.status_code, theirs.content) == (404, nothing.content)


def test_a_passkey_answer_that_is_nonsense_opens_nothing(cast, client_for):
    browser = Client()
    sign_in(browser, cast.lena.email)
    for answer in ("", "[]", "{}", '{"id": 1}', "x" * 5000):
        assert browser.post(FACTOR, {"credential": answer}).status_code == 200
        alone = Client().post("/account/second-step/webauthn/login/", {"credential": answer})
        assert (alone.status_code, alone.url) == (302, "/account/login/")
    assert not signed_in(browser)


@pytest.mark.django_db(transaction=True)  # what follows the commit is part of it
def test_the_owner_is_told(cast, client_for, outbox):
    set_up(client_for(cast.fay))
    assert "authenticator app was added" in outbox.text("account_changed", cast.fay.email)


def test_members_cost_no_query_and_present_code_is_real(cast, django_assert_num_queries):
    fay, lena = cast.fay, cast.lena
    with django_assert_num_queries(0):
        assert not fay.lacks_second_factor
    assert operations.spend_code(lena, present_code("lena"), by=lena) is not None
    with pytest.raises(NotAllowed):
        operations.spend_code(lena, present_code("lena"), by=fay)


def test_keys_are_rotated_with_all_others_and_old_secrets_are_dropped(cast, settings):
    lena, old = cast.lena, settings.FIELD_KEYS
    settings.FIELD_KEYS = f"k2:QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=,{old}"
    call_command("rotate_field_keys")
    settings.FIELD_KEYS = settings.FIELD_KEYS.partition(",")[0]
    secret = totp_secret("lena")
    assert operations.spend_step(lena, secret, present_code("lena"), by=None)
    key = operations.seal_factor_secret("of a factor that was taken off")
    with clock.frozen(clock.now() + timedelta(hours=2)):
        forget_old_secrets()
    assert queries.factor_secret(lena.authenticator_set.get().data["secret"]) == secret
    assert not FactorSecret.objects.filter(row_key=key).exists()

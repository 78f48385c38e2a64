"""Opening an account: the same answer for known and unknown addresses, and no account prepared for
somebody else's address."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from accounts import operations
from accounts.cast import PASSWORD
from accounts.models import User
from accounts.tasks import forget_old_secrets
from rareshare.lib import clock
from rareshare.lib.errors import NotAllowed, WrongState
from rareshare.lib.models import Letter

pytestmark = pytest.mark.django_db
JOIN, CONFIRM = "/account/signup/", "/account/confirm-email/"
NEW = {"email": "new@demo.example", "password1": "seven green boats"}


def bare(response):
    """Status, headers and text without what differs on every request."""
    text = re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)
    names = {
        k: v for k, v in response.headers.items() if k not in {"Date", "Expires", "Set-Cookie"}
    }
    return response.status_code, sorted(names.items()), sorted(response.cookies), text


def code_in(outbox, to):
    return re.search(r"^ +([A-Z0-9-]{6,})$", outbox.text(to=to), re.MULTILINE).group(1)


def test_a_person_joins_confirms_the_address_and_chooses_a_name(anonymous, outbox):
    response = anonymous.post(JOIN, NEW)
    assert response.url == CONFIRM
    assert not EmailAddress.objects.get(email=NEW["email"]).verified
    response = anonymous.post(CONFIRM, {"code": code_in(outbox, NEW["email"]), "action": "verify"})
    assert response.status_code == 302
    assert response.url == "/account/profile/"
    user = User.objects.get(email=NEW["email"])
    assert user.emailaddress_set.get().verified
    assert not user.name_chosen
    form = {"display_name": "Noor", "country": "US", "state": "Texas", "time_zone": ""}
    assert anonymous.post("/account/profile/", form).url == "/me/"
    user.refresh_from_db()
    assert (user.display_name, user.time_zone, user.name_chosen) == (
        "Noor",
        "America/Chicago",
        True,
    )
    assert [e.verb for e in user.events.all()] == [
        "opened",
        "password_settled",
        "profile_changed",
    ]


def test_known_and_unknown_addresses_get_the_same_bytes(cast, client, anonymous, outbox):
    known = client.post(JOIN, {**NEW, "email": cast.fay.email})
    unknown = anonymous.post(JOIN, NEW)
    assert bare(known) == bare(unknown)
    known, unknown = client.get(CONFIRM), anonymous.get(CONFIRM)
    same = bare(unknown)[3].replace(NEW["email"].encode(), cast.fay.email.encode())
    assert bare(known)[3] == same
    for _ in range(3):
        known, unknown = (c.post(CONFIRM, {"code": "WRONG1"}) for c in (client, anonymous))
        same = bare(unknown)[3].replace(NEW["email"].encode(), cast.fay.email.encode())
        assert (bare(known)[:3], bare(known)[3]) == (bare(unknown)[:3], same)
    assert [row.kind for row in outbox.rows(to=cast.fay.email)] == ["account_existed"]
    assert [row.kind for row in outbox.rows(to=NEW["email"])] == ["address_code_requested"]


def test_a_known_account_is_not_touched(cast, anonymous):
    before = User.objects.filter(pk=cast.fay.pk).values().get()
    count = User.objects.count()
    anonymous.post(JOIN, {**NEW, "email": cast.fay.email.upper()})
    assert User.objects.filter(pk=cast.fay.pk).values().get() == before
    assert User.objects.count() == count


def test_a_letter_holds_no_code_outside_its_sealed_note(anonymous, outbox):
    anonymous.post(JOIN, NEW)
    code = code_in(outbox, NEW["email"])
    row = Letter.objects.values().get()
    assert code not in str({**row, "address": ""})


@pytest.mark.parametrize("honest_is_first", [True, False])
def test_a_strangers_sign_up_never_chooses_the_password(client, anonymous, outbox, honest_is_first):
    stranger, codes = client, {}
    sign_ups = [(anonymous, NEW["password1"]), (stranger, "the attacker knows")]
    for browser, password in sign_ups if honest_is_first else reversed(sign_ups):
        browser.post(JOIN, {**NEW, "password1": password})
        codes[browser] = code_in(outbox, NEW["email"])
    anonymous.post(CONFIRM, {"code": codes[stranger]})  # the newest letter, but not this browser's
    assert not EmailAddress.objects.get(email=NEW["email"]).verified
    assert anonymous.post(CONFIRM, {"code": codes[anonymous]}).url == "/account/profile/"
    assert anonymous.get("/account/profile/").status_code == 200
    user = User.objects.get(email=NEW["email"])
    assert user.check_password(NEW["password1"])
    late = stranger.post(CONFIRM, {"code": codes[stranger]})
    assert b"This code is out of date. Start again." in late.content
    assert stranger.get("/account/profile/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(NEW["password1"])


def test_nobody_signs_in_before_the_address_is_confirmed(client, anonymous):
    client.post(JOIN, NEW)
    form = {"login": NEW["email"], "password": NEW["password1"]}
    assert b"not right" in anonymous.post("/account/login/", form).content


def test_after_a_code_that_is_out_of_date_signing_up_starts_again(client, anonymous, outbox):
    client.post(JOIN, NEW)
    late = code_in(outbox, NEW["email"])
    anonymous.post(JOIN, NEW)
    anonymous.post(CONFIRM, {"code": code_in(outbox, NEW["email"])})
    client.post(CONFIRM, {"code": late})
    assert client.get(CONFIRM).status_code == 302
    assert client.get(JOIN).status_code == 200


def test_a_sign_up_in_the_same_browser_does_not_move_what_waits(cast, anonymous, outbox):
    anonymous.post(JOIN, NEW)
    anonymous.post(JOIN, {**NEW, "email": cast.fay.email, "password1": "another long one"})
    anonymous.post(CONFIRM, {"code": code_in(outbox, NEW["email"])})
    assert User.objects.get(email=NEW["email"]).check_password(NEW["password1"])
    cast.fay.refresh_from_db()
    assert cast.fay.check_password(PASSWORD)


def test_an_address_that_nobody_confirms_is_forgotten_after_a_week(cast, anonymous, outbox):
    fay, address = cast.fay.email, NEW["email"]
    with clock.frozen(clock.now() - timedelta(days=8)):
        for name in ("once", "again"):
            operations.open_unconfirmed(f"{name}@demo.example")
        operations.register_user("joined@demo.example", PASSWORD)
    with clock.frozen(clock.now() - timedelta(days=6)):
        operations.open_unconfirmed("again@demo.example")
        operations.open_unconfirmed(address)
    forget_old_secrets()
    assert operations.forget_unconfirmed() == 0
    kept = {"again@demo.example", address, "joined@demo.example", fay}
    addresses = set(User.objects.active().values_list("email", flat=True))
    assert addresses == kept
    assert not EmailAddress.objects.filter(email="once@demo.example").exists()
    assert "once" not in str(list(User.objects.values_list("email", flat=True)))
    anonymous.post(JOIN, {**NEW, "email": "once@demo.example"})
    code = code_in(outbox, "once@demo.example")
    assert anonymous.post(CONFIRM, {"code": code}).url == "/account/profile/"


def test_only_a_waiting_account_has_its_password_settled(cast):
    with pytest.raises(WrongState):
        operations.settle_password(cast.fay, cast.fay.email, "x", by=None)
    waiting = operations.open_unconfirmed(NEW["email"])
    with pytest.raises(NotAllowed):
        operations.settle_password(waiting, waiting.email, "x", by=cast.ben)
    with pytest.raises(WrongState):
        operations.settle_password(waiting, "other@demo.example", "x", by=None)
    assert not waiting.has_usable_password()


def test_a_mailed_code_does_not_open_an_account_that_nobody_confirmed(client, anonymous, outbox):
    client.post(JOIN, NEW)
    anonymous.post("/account/login/code/", {"email": NEW["email"]})
    assert outbox.rows(to=NEW["email"])[-1].kind == "address_unknown"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "no address"),
        ("email", "mıke@demo.example"),
        ("email", "a" * 300 + "@demo.example"),
        ("email", "a@demo.example\r\nBcc: b@demo.example"),
        ("password1", ""),
        ("password1", "short"),
        ("password1", "password123"),
    ],
)
def test_bad_input_is_named_and_opens_nothing(anonymous, field, value):
    response = anonymous.post(JOIN, {**NEW, field: value})
    assert b"There is a problem" in response.content
    assert not User.objects.exists()


def test_nul_bytes_are_refused(anonymous):
    response = anonymous.post(JOIN, {**NEW, "email": "a\0b@demo.example"})
    assert response.status_code == 200
    assert b"There is a problem" in response.content
    assert not User.objects.exists()

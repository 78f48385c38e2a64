"""What must hold when many come at once, on real connections."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from accounts import operations
from accounts.models import User
from tests.accounts.test_sign_in import present_code, sign_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(work, times):
    """Run `work(n)` in so many threads, each with a connection of its own."""

    def alone(number):
        try:
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_one_code_sent_twenty_times_opens_once():
    lena = Cast().lena
    code = present_code("lena")
    opened = at_once(lambda n: operations.spend_code(lena, code, by=None), 20)
    assert sum(found is not None for found in opened) == 1


def test_fifty_guesses_at_once_are_five_looks_at_the_password(monkeypatch):
    fay = Cast().fay
    looks = []
    check = User.check_password
    monkeypatch.setattr(User, "check_password", lambda u, p: looks.append(1) or check(u, p))
    answers = at_once(
        lambda n: sign_in(Client(REMOTE_ADDR="10.2.0.1"), fay.email, "wrong").status_code, 50
    )
    assert len(looks) == 5
    assert sorted(answers) == [200] * 5 + [429] * 45


def test_one_name_wanted_by_ten_goes_to_one():
    people = [operations.register_user(f"p{n}@demo.example", None) for n in range(10)]

    def want(number):
        try:
            me = people[number]
            operations.change_profile(me, by=me, changes={"display_name": "Noor"})
        except Exception as error:
            return type(error).__name__
        return "mine"

    assert sorted(at_once(want, 10)) == ["Conflict"] * 9 + ["mine"]


def test_one_address_joined_by_ten_is_one_account():
    def join(number):
        form = {"email": "new@demo.example", "password1": f"seven green boats {number}"}
        client = Client(REMOTE_ADDR=f"10.3.0.{number}")
        return client.post("/account/signup/", form).status_code

    assert set(at_once(join, 10)) == {302}
    assert User.objects.filter(email="new@demo.example").count() == 1

"""One effect and one answer per key: again, changed, in parallel, and after an error."""

import threading

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import path
from rest_framework import exceptions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from rareshare.lib import crypto, limits
from rareshare.lib.access import Access
from rareshare.lib.api import Api
from rareshare.lib.errors import Conflict, Invalid, NotAllowed
from rareshare.lib.models import Counter, IdempotencyRow, StaffTask

TRIES = limits.Limit("doorstep", 3, 900)


class Body(serializers.Serializer):
    name = serializers.CharField(max_length=20)


class Tasks(Api):
    access = Access.PUBLIC

    def post(self, request: Request) -> Response:
        name = self.body(Body)["name"]
        if name == "bad":
            raise Invalid("Use another name.", field="name")
        task = StaffTask.objects.create(key=f"{name}{StaffTask.objects.count()}", kind=name)
        return self.created({"id": task.pk}, location=f"/tasks/{task.pk}/", etag=1)


class Secret(Tasks):
    answer_is_secret = True


class Guess(Api):
    """Counts the try, then refuses or breaks in the way that the body names."""

    access = Access.PUBLIC

    def post(self, request: Request) -> Response:
        name = self.body(Body)["name"]
        limits.count(TRIES, "sam")
        if name == "refused operation":
            with transaction.atomic():
                StaffTask.objects.create(key="half", kind="half")
                raise NotAllowed("Not you.")
        if name in {"broken", "broken and excused"}:
            try:
                StaffTask.objects.bulk_create([StaffTask(key="a", kind="a") for _ in "ab"])
            except IntegrityError as error:
                if name == "broken":
                    raise
                raise Conflict("It is there.") from error
        if name == "framework":
            raise exceptions.AuthenticationFailed("Wrong.")
        raise Invalid("Wrong.")


urlpatterns = [
    path("tasks/", Tasks.as_view()),
    path("secret/", Secret.as_view()),
    path("guess/", Guess.as_view()),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def post(name: str = "a", key: str | None = "k1", to: str = "/tasks/"):
    headers = {"Idempotency-Key": key} if key else {}
    return APIClient().post(to, {"name": name}, format="json", headers=headers)


def test_the_same_key_and_body_give_the_same_answer_and_one_effect():
    first, second = post(), post()
    assert first.status_code == second.status_code == 201
    assert first.content == second.content
    assert first["Location"] == second["Location"]
    assert StaffTask.objects.count() == 1


def test_without_a_key_two_posts_are_two_effects():
    post(key=None)
    post(key=None)
    assert StaffTask.objects.count() == 2


def test_the_same_key_with_another_body_is_refused():
    post("a")
    answer = post("b")
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert StaffTask.objects.count() == 1


def test_an_error_keeps_the_key_free_so_that_the_request_can_be_corrected():
    assert post("bad").status_code == 400
    assert post("good").status_code == 201


@pytest.mark.parametrize("name", ["wrong", "framework", "refused operation"])
@pytest.mark.parametrize("keyed", [True, False])
def test_a_fresh_key_for_each_guess_buys_no_guess(name, keyed):
    keys = [f"k{n}" if keyed else None for n in range(5)]
    codes = [post(name, key, "/guess/").status_code for key in keys]
    assert codes[3:] == [429, 429] and 429 not in codes[:3]
    assert not IdempotencyRow.objects.exists()
    assert not StaffTask.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_broken_transaction_keeps_nothing():
    client = APIClient(raise_request_exception=False)
    for name, code in (("broken", 500), ("broken and excused", 409)):
        headers = {"Idempotency-Key": "k1"}
        answer = client.post("/guess/", {"name": name}, format="json", headers=headers)
        assert answer.status_code == code
        for model in (Counter, IdempotencyRow, StaffTask):
            assert not model.objects.exists()


def test_the_body_cannot_be_guessed_from_the_row_without_the_key(settings):
    post("seven green boats")
    kept = IdempotencyRow.objects.get().fingerprint
    told = 'POST\n/tasks/\n{"name":"seven green boats"}'
    assert kept == crypto.keyed_digest("idempotency", told)
    assert kept != crypto.digest(told)
    settings.INDEX_KEY = "another"
    assert kept != crypto.keyed_digest("idempotency", told)


def test_an_answer_with_a_secret_is_never_repeated():
    assert post(to="/secret/").status_code == 201
    assert post(to="/secret/").status_code == 409
    assert IdempotencyRow.objects.get().answer is None


@pytest.mark.parametrize("key", ["", "x" * 256, "ключ"])
def test_a_key_that_is_none_is_refused(key):
    headers = {"HTTP_IDEMPOTENCY_KEY": key}
    answer = APIClient().post("/tasks/", {"name": "a"}, format="json", **headers)
    assert answer.status_code == 400


def test_the_stored_answer_is_sealed():
    post("whisper")
    row = IdempotencyRow.objects.extra(select={"raw": "answer"}).get()
    assert b'"id"' not in bytes(row.raw)


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_make_one_effect_and_equal_answers():
    answers: list[tuple[int, bytes]] = []

    def send() -> None:
        answer = post()
        answers.append((answer.status_code, answer.content))
        connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert answers[0][0] == 201
    assert StaffTask.objects.count() == 1

"""Hostile bodies and addresses get a clear refusal, never a 500, in the language of the door."""

import pytest
from rest_framework.test import APIClient

pytestmark = pytest.mark.django_db
URL = "/api/v1/tokens/"


def send(body: bytes | str, content_type: str = "application/json"):
    return APIClient().generic("POST", URL, body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        '{"a":' * 40 + "1" + "}" * 40,
        '{"email": "a\\u0000b"}',
        '{"email": "\\ud800"}',
        b'{"email": "\xed\xa0\x80"}',
        "1" * 100_000,
        "",
        "null",
        "[]",
        '{"email": ',
        b"\xff\xfe",
    ],
)
def test_a_malformed_body_is_400(body):
    answer = send(body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 400


def test_a_body_over_one_mebibyte_is_413():
    answer = send('{"email": "' + "a" * 1024 * 1024 + '"}')
    assert answer.status_code == 413
    assert answer["Content-Type"] == "application/problem+json"


def test_another_media_type_is_415():
    assert send("<a/>", "text/xml").status_code == 415


def test_a_body_in_chunks_is_refused_and_not_read_as_empty(client):
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    answer = client.post(URL, {}, "application/json", **chunked)
    assert answer.status_code == 411
    assert answer["Content-Type"] == "application/problem+json"
    page = client.post("/account/login/", {}, **chunked)
    assert page.status_code == 411
    assert "/help/contact/" in page.content.decode()


@pytest.mark.parametrize("path", ["/communities/?q=%00", "/communities/?q=%ff", "/%00/"])
def test_hostile_addresses_are_400(client, path):
    assert client.get(path).status_code == 400


def test_a_path_that_is_no_text_names_nothing(client):
    assert client.get("/c/%ED%A0%80/").status_code == 404


def test_a_missing_page_of_the_api_is_a_problem_document(client):
    answer = client.get("/api/v1/nowhere/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_a_wrong_method_says_which_are_right():
    answer = APIClient().put(URL, {}, format="json")
    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) == {"GET", "POST", "HEAD", "OPTIONS"}


def test_security_headers_are_on_every_kind_of_answer(client):
    for path in ("/", "/nowhere/", "/api/v1/nowhere/", "/communities/?q=%00", "/me/"):
        answer = client.get(path)
        assert "default-src 'none'" in answer["Content-Security-Policy"], path
        assert answer["X-Content-Type-Options"] == "nosniff", path
        assert answer["X-Frame-Options"] == "DENY", path

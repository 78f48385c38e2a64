"""What all API doors share: page marks, links, If-Match, and the description of it all."""

import base64

import pytest
from django.test import Client
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.test import APIClient

from rareshare.lib.access import Access
from rareshare.lib.api import Api

pytestmark = pytest.mark.django_db
SCHEMA = "/api/schema/"
LIST = "/api/v1/communities/"


class Numbered(Api):
    access = Access.PUBLIC

    def patch(self, request: Request) -> Response:
        return self.ok({"number": self.match_number()})


numbered = pytest.mark.urls("tests.lib.test_api_basics")
urlpatterns = [path("one/", Numbered.as_view())]


@numbered
@pytest.mark.parametrize(
    ("tag", "number"), [('"7"', 7), ('"7.12.3"', 7), ('"999999999"', 999999999)]
)
def test_if_match_names_a_version(tag, number):
    assert APIClient().patch("/one/", headers={"If-Match": tag}).json() == {"number": number}


@numbered
@pytest.mark.parametrize(
    "tag", ['"' + "9" * 5000 + '"', '"1e3"', '"-1"', '"٣"', '"²"', "*", '""', ""]
)
def test_what_we_never_gave_out_matches_nothing(tag):
    answer = APIClient().patch("/one/", headers={"If-Match": tag})
    assert answer.status_code == 412
    assert answer["Content-Type"] == "application/problem+json"


@numbered
def test_without_if_match_nothing_is_changed():
    assert APIClient().patch("/one/").status_code == 428


def test_links_repeat_no_host(cast, api_for, settings):
    from accounts import operations

    for _ in range(3):
        operations.issue_token(cast.fay, by=cast.fay)
    settings.ALLOWED_HOSTS = ["*"]
    script = api_for(cast.fay)
    page = script.get("/api/v1/tokens/?page_size=2", headers={"Host": "evil.example"}).json()
    assert page["next"].startswith("/api/v1/tokens/?cursor=")
    second = script.get(page["next"]).json()
    assert len(second["results"]) == 2 and second["next"] is None
    assert second["previous"].startswith("/api/v1/tokens/?cursor=")


@pytest.mark.parametrize("mark", [b"p=abc", b"p=%00", b"p=" + b"9" * 5000, b"o=-1"])
def test_a_mark_that_is_none_is_told_so(cast, api_for, mark):
    answer = api_for(cast.fay).get("/api/v1/tokens/", {"cursor": base64.b64encode(mark).decode()})
    assert answer.status_code == 404
    assert answer.json()["detail"].startswith("This page mark was not made by us.")


def test_the_description_is_made_once_and_read_again_for_nothing(anonymous, monkeypatch):
    first = anonymous.get(SCHEMA)
    assert first.status_code == 200 and first["ETag"]
    monkeypatch.setattr("rareshare.lib.web.api_urls.SchemaGenerator", None)
    again = anonymous.get(SCHEMA)
    assert (again.content, again["ETag"]) == (first.content, first["ETag"])
    seen = anonymous.get(SCHEMA, headers={"If-None-Match": first["ETag"]})
    assert (seen.status_code, seen.content, seen["ETag"]) == (304, b"", first["ETag"])


def test_the_description_comes_as_json_too(anonymous):
    headers = {"Accept": "application/vnd.oai.openapi+json"}
    told = Client().get(SCHEMA, headers=headers)
    assert told["Content-Type"].startswith("application/vnd.oai.openapi+json")
    assert told.json()["openapi"] == "3.1.0"
    assert LIST in told.json()["paths"]
    assert told["ETag"] != anonymous.get(SCHEMA)["ETag"]

"""`/livez` touches nothing, `/readyz` asks the database, `/metrics` answers allowed addresses."""

import pytest
from django.db import OperationalError

from rareshare.lib.web import health


def test_alive_without_any_query(client):
    assert client.get("/livez").content == b"alive\n"  # no database mark: a query would fail


@pytest.mark.django_db
def test_ready(client):
    assert client.get("/readyz").content == b"ready\n"


@pytest.mark.django_db
def test_not_ready_says_what_is_missing_and_when_to_ask_again(client, settings, monkeypatch):
    settings.FIELD_KEYS = "k:short"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready: keys\n")
    assert answer["Retry-After"]


@pytest.mark.django_db
def test_migrations_that_are_not_applied_are_not_ready(client, monkeypatch):
    monkeypatch.setattr(health, "_applied_seen", False)
    monkeypatch.setattr(health, "_unapplied", lambda: {("lib", "9999_future")})
    assert client.get("/readyz").content == b"not ready: migrations\n"


@pytest.mark.django_db
def test_metrics_exist_for_allowed_addresses_only(client):
    assert b"rareshare_oldest_due_letter_seconds" in client.get("/metrics").content
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404


@pytest.mark.django_db
def test_metrics_are_for_the_real_address_behind_the_proxy(client, settings):
    settings.TRUSTED_PROXIES = 1
    stranger = "127.0.0.1, 203.0.113.9"  # the first entry is forged, the proxy wrote the second
    for header in (stranger, "203.0.113.9", "nonsense", "127.0.0.1,"):
        assert client.get("/metrics", HTTP_X_FORWARDED_FOR=header).status_code == 404
    assert client.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code == 200
    assert client.get("/metrics").status_code == 200  # the collector beside us, past the proxy
    settings.TRUSTED_PROXIES = 0
    forged = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_FORWARDED_FOR": "127.0.0.1"}
    assert client.get("/metrics", **forged).status_code == 404


def test_a_database_that_is_away_is_503_with_retry_after(client, monkeypatch):
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("gone")

    client.raise_request_exception = False
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper.ensure_connection", away)
    monkeypatch.setattr("django.db.backends.base.base.BaseDatabaseWrapper._cursor", away)
    for path in ("/communities/", "/api/v1/communities/"):
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert answer["Retry-After"] == "5"

"""A token past its end opens nothing, costs no other request anything, and goes in the end."""

from datetime import timedelta

from knox.models import AuthToken
from rest_framework.test import APIClient

from accounts import operations
from rareshare.lib import clock


def bearer(token):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


def test_old_tokens_are_not_read_at_each_request(cast, django_assert_num_queries):
    for _ in range(3):
        old, _ = operations.issue_token(cast.fay, by=cast.fay)
    AuthToken.objects.update(expiry=clock.now() - timedelta(seconds=1))
    _, token = AuthToken.objects.create(user=cast.fay, expiry=timedelta(days=1))
    bearer(token).get("/api/v1/search/?q=")
    with django_assert_num_queries(1):  # the token with its person
        assert bearer(token).get("/api/v1/search/?q=").status_code == 200
    assert bearer(old).get("/api/v1/search/?q=").status_code == 401


def test_old_tokens_go_when_a_new_one_is_made_and_do_not_count(cast):
    for _ in range(20):
        operations.issue_token(cast.fay, by=cast.fay)
    AuthToken.objects.update(expiry=clock.now() - timedelta(seconds=1))
    operations.issue_token(cast.fay, by=cast.fay)
    assert AuthToken.objects.filter(user=cast.fay).count() == 1

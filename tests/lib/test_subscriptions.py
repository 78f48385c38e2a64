"""The token in a letter's foot: sealed, never expiring, refused where we did not make it."""

import base64

import pytest

from rareshare.lib import subscriptions

pytestmark = pytest.mark.django_db


def decoded(token: str) -> bytes:
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))


def test_a_token_names_nobody_and_nothing_to_who_holds_it():
    token = subscriptions.unsubscribe_token(987654321, "annual_update")
    assert subscriptions.read_token(token) == (987654321, "annual_update")
    for text in (token.encode(), decoded(token)):
        assert b"987654321" not in text
        assert b"annual" not in text


def test_a_token_opens_after_the_key_was_changed(settings):
    token = subscriptions.unsubscribe_token(15, "replies")
    fresh = base64.b64encode(b"n" * 32).decode()
    settings.FIELD_KEYS = f"fresh:{fresh},{settings.FIELD_KEYS}"
    assert subscriptions.read_token(token) == (15, "replies")
    assert decoded(subscriptions.unsubscribe_token(15, "replies")).startswith(b"fresh\0")


def test_a_forged_token_is_no_page(cast, anonymous):
    token = subscriptions.unsubscribe_token(cast.fay.pk, "replies")
    changed = bytearray(decoded(token))
    changed[-1] ^= 1
    forged = base64.urlsafe_b64encode(bytes(changed)).decode().rstrip("=")
    for wrong in (forged, token[:-4], "x", "WzE1LCJyZXBsaWVzIl0", "ä"):
        assert subscriptions.read_token(wrong) is None
        assert anonymous.post(f"/e/{wrong}/").status_code == 404
    assert not subscriptions.unsubscribed(cast.fay.pk, "replies")

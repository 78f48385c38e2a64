"""Sealed fields open only in their own row; keys rotate; look-ups are keyed."""

import base64
import os

import pytest
from django.db import connection

from rareshare.lib import crypto
from rareshare.lib.models import Letter

NEW_KEY = "k2:" + base64.b64encode(os.urandom(32)).decode()


def test_a_text_comes_back_from_its_own_place_only():
    sealed = crypto.seal("Łucja", "t.c.1")
    assert "Łucja".encode() not in sealed
    assert crypto.unseal(sealed, "t.c.1") == "Łucja"
    with pytest.raises(crypto.Undecryptable):
        crypto.unseal(sealed, "t.c.2")


def test_every_flipped_byte_is_noticed():
    sealed = crypto.seal("secret", "place")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(crypto.Undecryptable):
            crypto.unseal(bytes(changed), "place")


def test_look_ups_fold_spelling_and_need_the_key(settings):
    index = crypto.blind_index("email", "Sam@Example.org")
    assert index == crypto.blind_index("email", " sam@example.ORG ")
    assert index != crypto.blind_index("phone", "Sam@Example.org")
    settings.INDEX_KEY = "another"
    assert index != crypto.blind_index("email", "Sam@Example.org")


@pytest.mark.django_db
def test_swapped_ciphertexts_are_refused():
    for key in ("a", "b"):
        Letter.objects.create(key=key, kind="x", address=f"{key}@example.org", message_id=key)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE lib_letter SET address = (SELECT address FROM lib_letter WHERE key = 'b')"
        )
    with pytest.raises(crypto.Undecryptable):
        _ = Letter.objects.get(key="a").address
    assert Letter.objects.get(key="b").address == "b@example.org"


@pytest.mark.django_db
def test_rotation_leaves_nothing_on_the_old_key_and_can_be_resumed(settings):
    for number in range(7):
        Letter.objects.create(
            key=f"{number}", kind="x", address=f"{number}@example.org", message_id=f"{number}"
        )
    field = Letter._meta.get_field("address")
    settings.FIELD_KEYS = f"{NEW_KEY},{settings.FIELD_KEYS}"
    assert crypto.rotate(Letter, field, batch=3) == 3
    assert crypto.rotate(Letter, field, batch=100) == 4
    assert crypto.rotate(Letter, field) == 0
    settings.FIELD_KEYS = NEW_KEY
    assert Letter.objects.get(key="5").address == "5@example.org"

"""Encryption of identifying fields, bound to table, column and row; keyed look-ups; key rotation.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the associated data name the place, so a
ciphertext that is moved to another row or column is refused.
"""

import base64
import hashlib
import hmac
import os
import secrets
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField  # Django's class takes no type arguments at run time


class Undecryptable(Exception):
    """The bytes were not written for this place, were changed, or their key is not loaded."""


if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField  # only the stubs know that a field is generic


@cache
def _keys(spec: str) -> dict[str, AESGCM]:
    keys = {}
    for part in spec.split(","):
        name, _, encoded = part.strip().partition(":")
        raw = base64.b64decode(encoded)
        if not name or len(raw) != 32:
            raise ValueError("FIELD_KEYS must be 'id:base64' pairs of 32-byte keys.")
        keys[name] = AESGCM(raw)
    return keys


def current_key() -> str:
    """The id of the key that encrypts: the first of FIELD_KEYS."""
    return next(iter(_keys(settings.FIELD_KEYS)))


def seal(text: str, place: str, *, same: bool = False) -> bytes:
    """`key id NUL nonce ciphertext` of a text, bound to `place`. With `same`, equal texts give
    equal bytes: the nonce is a keyed digest of the text, so none serves two texts (RFC 8452)."""
    name = current_key()
    nonce = bytes.fromhex(keyed_digest(f"{name}.{place}", text))[:12] if same else os.urandom(12)
    sealed = _keys(settings.FIELD_KEYS)[name].encrypt(nonce, text.encode(), place.encode())
    return name.encode() + b"\0" + nonce + sealed


def unseal(data: bytes, place: str) -> str:
    """The text behind `data`; Undecryptable where one byte or the place differs."""
    name, _, rest = bytes(data).partition(b"\0")
    key = _keys(settings.FIELD_KEYS).get(name.decode(errors="replace"))
    if key is None or len(rest) < 28:
        raise Undecryptable("unknown key or truncated bytes")
    try:
        return key.decrypt(rest[:12], rest[12:], place.encode()).decode()
    except InvalidTag as error:
        raise Undecryptable("changed bytes, or bytes of another row") from error


def blind_index(purpose: str, value: str) -> str:
    """A keyed digest (HMAC-SHA-256, hex) of a normalized value, for equality look-ups only."""
    folded = "".join(unicodedata.normalize("NFKC", value).casefold().split())
    return keyed_digest(purpose, folded)


def keyed_digest(purpose: str, text: str) -> str:
    """A keyed digest (HMAC-SHA-256, hex) of exactly this text: nobody without the key can guess
    what it was made of, however short the text."""
    message = f"{purpose}\0{text}".encode()
    return hmac.new(settings.INDEX_KEY.encode(), message, hashlib.sha256).hexdigest()


def digest(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def new_row_key() -> str:
    """A random name for one row; part of the associated data of its encrypted fields."""
    return secrets.token_hex(16)


class RowKeyField(_Text):
    """The row's own name inside the associated data; never changes, never shown."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.update(max_length=32, unique=True, editable=False, default=new_row_key)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        """Migrations know only that it is a row key."""
        name, path, args, kwargs = super().deconstruct()
        for key in ("max_length", "unique", "editable", "default"):
            kwargs.pop(key, None)
        return name, path, args, kwargs


class _Sealed(bytes):
    """Bytes from the database that were not opened yet."""


class _Opening:
    """Opens the stored bytes on first use, when the row key is known."""

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, obj: Any, owner: Any = None) -> Any:
        if obj is None:
            return self
        if self.field.attname not in obj.__dict__:
            obj.refresh_from_db(fields=[self.field.attname])
        value = obj.__dict__[self.field.attname]
        if isinstance(value, _Sealed):
            value = unseal(value, self.field.place(obj))
            obj.__dict__[self.field.attname] = value
        return value

    def __set__(self, obj: Any, value: Any) -> None:
        obj.__dict__[self.field.attname] = value


class EncryptedTextField(_BinaryField):
    """Text that only this row can open. The model needs `row_key = RowKeyField()`."""

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        """Put the opening descriptor in the attribute's place."""
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Opening(self))

    def place(self, obj: Any) -> str:
        """The associated data: table, column, row key."""
        return f"{obj._meta.db_table}.{self.column}.{obj.row_key}"

    def from_db_value(self, value: Any, *_: Any) -> Any:
        """Keep the bytes closed until they are asked for."""
        return None if value is None else _Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal for this row; unread bytes are written back as they were."""
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, _Sealed):
            return value
        return seal(str(value), self.place(model_instance))

    def to_python(self, value: Any) -> Any:
        """Text stays text."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Serializers get the sealed bytes, never the text."""
        return base64.b64encode(cast(bytes, self.pre_save(obj, False)) or b"").decode()


def encrypted_fields() -> Iterator[tuple[type[models.Model], EncryptedTextField]]:
    """Every encrypted column of the house, found from the models themselves."""
    from django.apps import apps

    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, EncryptedTextField):
                yield model, field


def rotate(model: type[models.Model], field: EncryptedTextField, *, batch: int = 500) -> int:
    """Re-seal one batch of rows that an older key wrote; 0 when none is left. Resumable: what is
    done carries the new key's id. Row locks keep concurrent writers correct."""
    from django.db import transaction

    prefix = current_key().encode() + b"\0"
    with transaction.atomic():
        rows = list(
            model._default_manager.select_for_update(skip_locked=True)
            .exclude(**{f"{field.name}__isnull": True})
            .extra(  # noqa: S610 - the only parameter is bound
                where=[f'substring("{field.column}" from 1 for %s) <> %s'],
                params=[len(prefix), prefix],
            )
            .order_by("pk")[:batch]
        )
        for row in rows:
            text = getattr(row, field.attname)
            setattr(row, field.attname, text)
            row.save(update_fields=[field.name])
    return len(rows)

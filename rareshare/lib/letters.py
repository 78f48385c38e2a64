"""The letter engine's front: kinds of letters, and rows in the transaction of what they tell.

What becomes of a row is in `delivery`, its text in `envelopes`, its switch in `subscriptions`.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from rareshare.lib import clock, wake
from rareshare.lib.models import Letter

ESSENTIAL = "essential"  # security and consent: cannot be switched off


@dataclass(frozen=True)
class Cancel:
    """The answer of `decide` when a letter is not wanted any more."""

    reason: str


Decision = dict[str, Any] | Cancel


@dataclass(frozen=True)
class Kind:
    """One kind of letter: what it is for, where its three templates lie, who decides at the end."""

    name: str
    purpose: str
    decide: Callable[[Letter], Decision]
    folder: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Envelope:
    """One of many letters that are queued together."""

    key: str
    recipient_id: int
    refs: Mapping[str, Any]
    due_at: datetime


_kinds: dict[str, Kind] = {}


def kind(
    name: str, *, purpose: str, decide: Callable[[Letter], Decision], folder: str = ""
) -> Kind:
    """Declare a kind of letter; its templates are `<room>/emails/<name>/` unless `folder` says."""
    folder = folder or f"{decide.__module__.split('.')[-2]}/emails/{name}"
    _kinds[name] = made = Kind(name, purpose, decide, folder)
    return made


def kinds() -> Mapping[str, Kind]:
    """All declared kinds by name."""
    return _kinds


def queue(
    kind: Kind,
    *,
    key: str,
    recipient_id: int | None = None,
    address: str | None = None,
    refs: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
) -> None:
    """Write the letter's row in the caller's transaction. A second call with the same key is a
    no-op, so no event is ever told twice."""
    letter = _row(kind, key, refs, due_at)
    letter.recipient_id, letter.address = recipient_id, address
    _write([letter])


def queue_each(
    kind: Kind, *, key: str, recipient_ids: Iterable[int], refs: Mapping[str, Any] | None = None
) -> None:
    """One letter for each person in one statement; each has its own key, `key:person`."""
    rows = []
    for recipient_id in recipient_ids:
        letter = _row(kind, f"{key}:{recipient_id}", refs, None)
        letter.recipient_id = recipient_id
        rows.append(letter)
    _write(rows)


def queue_all(kind: Kind, envelopes: Iterable[Envelope]) -> None:
    """Many letters of one kind in one statement, each with its own key, references and time."""
    rows = []
    for envelope in envelopes:
        letter = _row(kind, envelope.key, envelope.refs, envelope.due_at)
        letter.recipient_id = envelope.recipient_id
        rows.append(letter)
    _write(rows)


def _write(rows: list[Letter]) -> None:
    """Nothing where the key is there already; the worker is only a hint faster than beat."""
    if rows:
        Letter.objects.bulk_create(rows, ignore_conflicts=True)
        wake.after_commit("rareshare.lib.tasks.send_letters")


def _row(kind: Kind, key: str, refs: Mapping[str, Any] | None, due_at: datetime | None) -> Letter:
    return Letter(
        key=key,
        kind=kind.name,
        purpose=kind.purpose,
        refs=dict(refs or {}),
        due_at=due_at or clock.now(),
        message_id=_message_id(key),
    )


def _message_id(key: str) -> str:
    """Stable per letter and opaque: a provider that is asked twice knows it is the same."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{key}".encode()).hexdigest()[:32]
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "rareshare.example"
    return f"<{digest}@{host}>"

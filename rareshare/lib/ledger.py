"""The append-only, hash-chained record of every consent, permission, signature and disclosure."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction

from rareshare.lib import clock
from rareshare.lib.models import LedgerEntry

GENESIS = "0" * 64
_LOCK = 7_241_001  # any fixed number: the advisory lock that makes appends one after another


@dataclass(frozen=True)
class Verdict:
    """The outcome of a verification; `bad_seq` is the first row that does not fit."""

    entries: int
    head: str
    bad_seq: int | None = None


def canonical(facts: Any) -> str:
    """The one spelling of some facts: sorted keys, no spaces, UTF-8, no floats or dates."""
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def append(
    kind: str, *, actor_id: int | None, subject: str, facts: dict[str, str | int | bool | None]
) -> LedgerEntry:
    """Add the next link inside the caller's transaction; writers wait for one another, so the
    sequence has no gaps and no forks (`prev_hash` is unique as a second wall)."""
    if not connection.in_atomic_block:
        raise RuntimeError("A ledger entry belongs to the transaction of what it records.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = LedgerEntry.objects.order_by("-seq").values_list("seq", "hash").first()
    seq, prev = (last[0] + 1, last[1]) if last else (1, GENESIS)
    entry = LedgerEntry(
        seq=seq,
        at=clock.now(),
        kind=kind,
        actor_id=actor_id,
        subject=subject,
        body=canonical(facts),
        prev_hash=prev,
    )
    entry.hash = _hash(entry)
    entry.save(force_insert=True)
    return entry


def verify(*, batch: int = 5_000) -> Verdict:
    """Walk the whole chain; name the first row that is missing, changed or out of place."""
    seq, prev = 0, GENESIS
    with transaction.atomic():
        while True:
            rows = list(LedgerEntry.objects.filter(seq__gt=seq).order_by("seq")[:batch])
            if not rows:
                return Verdict(seq, prev)
            for row in rows:
                if row.seq != seq + 1 or row.prev_hash != prev or row.hash != _hash(row):
                    return Verdict(seq, prev, bad_seq=seq + 1)
                seq, prev = row.seq, row.hash


def _hash(entry: LedgerEntry) -> str:
    parts = [entry.seq, _instant(entry.at), entry.kind, entry.actor_id, entry.subject]
    text = canonical([*parts, entry.body, entry.prev_hash])
    return hashlib.sha256(text.encode()).hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")

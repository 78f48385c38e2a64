"""Limits that count in PostgreSQL: one atomic statement, so parallel tries cannot slip through."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import F

from rareshare.lib import clock
from rareshare.lib.crypto import blind_index
from rareshare.lib.errors import TooMany

_COUNT = """
INSERT INTO lib_counter AS c (name, count, expires_at) VALUES (%(name)s, 1, %(end)s)
ON CONFLICT (name) DO UPDATE SET
    count = CASE WHEN c.expires_at <= %(now)s THEN 1 ELSE c.count + 1 END,
    expires_at = CASE WHEN c.expires_at <= %(now)s THEN EXCLUDED.expires_at ELSE c.expires_at END
RETURNING count, expires_at
"""


@dataclass(frozen=True)
class Limit:
    """At most `most` tries in `seconds`."""

    name: str
    most: int
    seconds: int


def count(limit: Limit, who: str) -> None:
    """Count one try by `who` (stored as a keyed digest) and refuse those above the limit."""
    now = clock.now()
    values: dict[str, str | datetime] = {
        "name": f"{limit.name}:{blind_index(limit.name, who)[:40]}",
        "now": now,
        "end": now + timedelta(seconds=limit.seconds),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        tries, expires_at = cursor.fetchone()
    if tries > limit.most:
        raise TooMany(wait=max(1, int((expires_at - now).total_seconds())))


def forget(limit: Limit, who: str) -> None:
    """Start again from zero, after the right person proved who they are."""
    from rareshare.lib.models import Counter

    Counter.objects.filter(name=f"{limit.name}:{blind_index(limit.name, who)[:40]}").delete()


def give_back(limit: Limit, who: str) -> None:
    """Take one counted try back, because it was a right one."""
    from rareshare.lib.models import Counter

    name = f"{limit.name}:{blind_index(limit.name, who)[:40]}"
    Counter.objects.filter(name=name, count__gt=0).update(count=F("count") - 1)

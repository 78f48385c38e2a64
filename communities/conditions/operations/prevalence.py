"""Bringing a release of prevalences to the conditions that Orphanet's codes name."""

import csv
import io
from typing import Any

from django.db import connections, router, transaction
from django.db.backends.utils import CursorWrapper

from accounts.models import User
from communities.conditions import permissions
from communities.conditions.models import Condition, ImportRelease
from communities.conditions.operations.catalogue import (
    Progress,
    Release,
    recorded,
    refuse_shrinkage,
)
from communities.conditions.operations.index import lock_catalogue
from communities.conditions.operations.orphadata_prevalence import Measured, OrphadataPrevalence
from rareshare.lib.errors import NotAllowed

_TABLE = """
DROP TABLE IF EXISTS pg_temp.incoming_prevalence;
CREATE TEMPORARY TABLE incoming_prevalence (
    line int, code text, name text, kind text, qualification text, share text, mean numeric(14, 4),
    place text, validated boolean, pmids varchar(12)[], condition_id bigint
) ON COMMIT DROP;
"""
_COLUMNS = "line, code, name, kind, qualification, share, mean, place, validated, pmids"
_CHUNK = 2_000

_IDENTIFY = """
CREATE INDEX ON incoming_prevalence (code);
ANALYZE incoming_prevalence;
UPDATE incoming_prevalence i SET condition_id = r.condition_id
FROM conditions_sourcerecord r WHERE r.source = %(source)s AND r.code = i.code AND r.in_use;
CREATE INDEX ON incoming_prevalence (condition_id);
"""
_UNKNOWN = """
SELECT 'ORPHA:' || code, min(name) FROM incoming_prevalence WHERE condition_id IS NULL
GROUP BY code, line ORDER BY line
"""
_SHRINKAGE = """
SELECT count(DISTINCT p.condition_id), count(DISTINCT p.condition_id) FILTER (WHERE NOT EXISTS (
    SELECT FROM incoming_prevalence i WHERE i.condition_id = p.condition_id))
FROM conditions_prevalence p JOIN conditions_condition k ON k.id = p.condition_id
WHERE p.source = %(source)s AND k.status = 'active'
"""
_SAME = """
    = (p.condition_id, p.kind, p.qualification, p.share, p.place, p.validated)
    AND i.mean IS NOT DISTINCT FROM p.mean AND i.pmids = p.pmids
"""
_KEY = "(i.condition_id, i.kind, i.qualification, i.share, i.place, i.validated)"
_REMOVED = f"""
DELETE FROM conditions_prevalence p WHERE p.source = %(source)s
  AND NOT EXISTS (SELECT FROM incoming_prevalence i WHERE {_KEY} {_SAME})
"""  # noqa: S608 - made of the constants above
_ADDED = f"""
INSERT INTO conditions_prevalence
    (condition_id, source, kind, qualification, share, mean, place, validated, pmids)
SELECT i.condition_id, %(source)s, i.kind, i.qualification, i.share, i.mean, i.place,
    i.validated, i.pmids
FROM incoming_prevalence i
WHERE i.condition_id IS NOT NULL AND NOT EXISTS (SELECT FROM conditions_prevalence p
    WHERE p.source = %(source)s AND {_KEY} {_SAME})
ORDER BY i.line
"""  # noqa: S608 - made of the constants above


def import_prevalence(
    file: OrphadataPrevalence,
    release: Release,
    *,
    by: User | None,
    allow_shrink: bool = False,
    progress: Progress = iter,
) -> ImportRelease:
    """Make the catalogue say how common conditions are as the release says it: the whole release or
    nothing. Codes that no condition in use bears are counted and left out. Refused where over 5 %
    of the conditions in use would lose what was known."""
    if not permissions.can_import_prevalence(by):
        raise NotAllowed
    alias = router.db_for_write(Condition)
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        lock_catalogue(cursor)
        file.left_out.clear()
        file.examples.clear()
        counts = _stage(cursor, progress(file))
        values = {"source": release.source.value}
        cursor.execute(_IDENTIFY, values)
        cursor.execute(_UNKNOWN)
        for code, name in cursor.fetchall():
            file.leave_out("unknown_codes", f"{code} {name}")
        if not allow_shrink:
            cursor.execute(_SHRINKAGE, values)
            refuse_shrinkage(*cursor.fetchone())
        difference = {}
        for what, statement in (("prevalences_removed", _REMOVED), ("prevalences_added", _ADDED)):
            cursor.execute(statement, values)
            difference[what] = cursor.rowcount
        return recorded(release, file, counts, difference, {})


def _stage(cursor: CursorWrapper, disorders: Any) -> dict[str, int]:
    cursor.execute(_TABLE)
    counts = {"conditions": 0, "prevalences": 0}
    rows: list[tuple[Any, ...]] = []
    for disorder in disorders:
        counts["conditions"] += 1
        counts["prevalences"] += len(disorder.measures)
        rows += _rows(disorder)
        if len(rows) >= _CHUNK:
            _copy(cursor, rows)
            rows = []
    _copy(cursor, rows)
    return counts


def _rows(disorder: Measured) -> list[tuple[Any, ...]]:
    return [
        (
            *(disorder.line, disorder.code, disorder.name, one.kind, one.qualification, one.share),
            *("" if one.mean is None else one.mean, one.place, one.validated),
            "{" + ",".join(one.pmids) + "}",
        )
        for one in disorder.measures
    ]


def _copy(cursor: CursorWrapper, rows: list[tuple[Any, ...]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    buffer.seek(0)
    cursor.copy_expert(
        f"COPY incoming_prevalence ({_COLUMNS}) FROM STDIN WITH (FORMAT csv, FORCE_NULL (mean))",
        buffer,
    )

"""Entries of a source in temporary tables, so that they can be compared with the catalogue as sets.

The tables belong to the connection and vanish at commit; the application role may make them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.utils import CursorWrapper

from communities.conditions.models import NameKind
from communities.conditions.models.entry import Entry, name_kind
from communities.conditions.models.naming import key_for, slug_for, title_for

_TABLES = """
DROP TABLE IF EXISTS pg_temp.incoming_condition, pg_temp.incoming_name, pg_temp.incoming_code,
    pg_temp.incoming_parent;
CREATE TEMPORARY TABLE incoming_condition (
    line int, identity text, code text, key text, slug text, title text, level text, state text,
    moved_to text, definition text, condition_id bigint
) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_name (code text, text text, kind text) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_code (
    code text, system text, value text, search_value text, relation text, validated boolean
) ON COMMIT DROP;
CREATE TEMPORARY TABLE incoming_parent (code text, parent_code text) ON COMMIT DROP;
"""
_READY = """
CREATE INDEX ON incoming_condition (code);
CREATE INDEX ON incoming_condition (identity);
CREATE INDEX ON incoming_condition (condition_id);
CREATE INDEX ON incoming_name (code);
CREATE INDEX ON incoming_code (code);
CREATE INDEX ON incoming_parent (code);
ANALYZE incoming_condition, incoming_name, incoming_code, incoming_parent;
"""
_CHUNK = 2_000
_COLUMNS = {
    "incoming_condition": (
        "line, identity, code, key, slug, title, level, state, moved_to, definition"
    ),
    "incoming_name": "code, text, kind",
    "incoming_code": "code, system, value, search_value, relation, validated",
    "incoming_parent": "code, parent_code",
}
_Rows = dict[str, list[Sequence[Any]]]


def stage(cursor: CursorWrapper, entries: Iterable[Entry]) -> dict[str, int]:
    """Copy all entries, a chunk at a time, and count what came."""
    cursor.execute(_TABLES)
    counts = dict.fromkeys(("conditions", "names", "codes", "parents"), 0)
    rows = _empty()
    for entry in entries:
        _add(rows, entry)
        if len(rows["incoming_condition"]) >= _CHUNK:
            _copy(cursor, rows, counts)
            rows = _empty()
    _copy(cursor, rows, counts)
    cursor.execute(_READY)
    return counts


def _empty() -> _Rows:
    return {table: [] for table in _COLUMNS}


def _add(rows: _Rows, entry: Entry) -> None:
    code = entry.identity.partition(":")[2]
    rows["incoming_condition"].append(
        (
            *(entry.line, entry.identity, code, key_for(entry.identity)),
            *(slug_for(entry.name), title_for(entry.name), entry.level.value),
            *("active" if entry.active else "inactive", entry.moved_to, entry.definition),
        )
    )
    rows["incoming_name"].append((code, entry.name, NameKind.PREFERRED.value))
    rows["incoming_name"] += [(code, text, name_kind(text).value) for text in entry.synonyms]
    rows["incoming_code"] += [
        (code, one.system.value, one.value, one.search_value, one.relation.value, one.validated)
        for one in entry.codes
    ]
    rows["incoming_parent"] += [(code, parent) for parent in dict.fromkeys(entry.parents)]


def _copy(cursor: CursorWrapper, rows: _Rows, counts: dict[str, int]) -> None:
    for (table, lines), what in zip(rows.items(), counts, strict=True):
        buffer = io.StringIO()
        csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(lines)
        buffer.seek(0)
        cursor.copy_expert(f"COPY {table} ({_COLUMNS[table]}) FROM STDIN WITH (FORMAT csv)", buffer)
        counts[what] += len(lines)

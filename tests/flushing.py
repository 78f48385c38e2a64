"""Emptying the test database between tests that really commit.

Append-only tables refuse TRUNCATE from everybody, so the owner switches their guards off around it,
here and nowhere else.
"""

from typing import Any

from django.core.management.commands import flush
from django.db import connections

_KEPT = ("django_migrations", "django_content_type", "auth_permission", "django_site")
_GUARDS = """
SELECT format('%I', c.relname), format('%I', t.tgname)
FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
WHERE p.proname = 'refuse_change' AND NOT t.tgisinternal
"""


def install(kept: tuple[str, ...] = ()) -> None:
    """Make Django's flush empty only the tables that hold rows, guards included."""

    def handle(self: flush.Command, **options: Any) -> None:
        empty(kept)

    flush.Command.handle = handle  # type: ignore[method-assign, assignment]


def empty(kept: tuple[str, ...] = ()) -> None:
    """Truncate, as the owner, every table with rows and what refers to them."""
    connection = connections["owner"]
    names = [n for n in connection.introspection.table_names() if n not in {*_KEPT, *kept}]
    with connection.cursor() as cursor:
        probes = " UNION ALL ".join(
            f"(SELECT '{n}' WHERE EXISTS (SELECT 1 FROM \"{n}\"))"  # noqa: S608 - own tables
            for n in names
        )
        cursor.execute(probes)
        full = [row[0] for row in cursor.fetchall()]
        if not full:
            return
        cursor.execute(_GUARDS)
        guards = cursor.fetchall()  # all of them: CASCADE reaches tables without rows too
        off = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in guards]
        on = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for table, name in guards]
        tables = ", ".join(f'"{n}"' for n in full)
        cursor.execute(
            "; ".join(["BEGIN", *off, f"TRUNCATE {tables} RESTART IDENTITY CASCADE", *on, "COMMIT"])
        )

"""Migration operations that make a table append-only for everyone, its owner included."""

from django.conf import settings
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation

_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""


def app_role() -> str:
    """The quoted name of the application role that web and workers use."""
    return '"' + str(settings.DATABASE_APP_ROLE).replace('"', '""') + '"'


def refuse_function() -> Operation:
    """The trigger function behind every append-only table."""
    return RunSQL(_FUNCTION, "DROP FUNCTION IF EXISTS refuse_change()")


def append_only(table: str) -> list[Operation]:
    """SELECT and INSERT only: privileges for the application role and ENABLE ALWAYS triggers, which
    even `session_replication_role = replica` does not switch off."""
    sql = f"""
    CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table}
        FOR EACH ROW EXECUTE FUNCTION refuse_change();
    CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_rows;
    ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_all;
    REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app_role()};
    """
    undo = f"""
    DROP TRIGGER IF EXISTS {table}_rows ON {table};
    DROP TRIGGER IF EXISTS {table}_all ON {table};
    """
    return [RunSQL(sql, undo)]


def privileges() -> Operation:
    """What the application role may do in tables that the owner makes later: rows, never DDL."""
    role = app_role()
    return RunSQL(
        f"""
        REVOKE CREATE ON SCHEMA public FROM PUBLIC;
        GRANT USAGE ON SCHEMA public TO {role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
        ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
        GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
        """,
        RunSQL.noop,
    )

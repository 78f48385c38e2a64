"""Rows of raw SQL as dictionaries: the list pages build no objects."""

from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Model

from communities.groups.permissions import Viewer
from forum.talk import permissions

# The same rule as permissions.can_read_talk, for queries that answer for many rows at once;
# `c` is the community. tests/forum/talk/test_queries.py holds the two together.
MAY_READ = """
    c.state IN ('open', 'archived') AND (
        c.talk_open OR %(moderator)s OR EXISTS (
            SELECT 1 FROM groups_membership m
            WHERE m.community_id = c.id AND m.user_id = %(viewer)s AND m.left_at IS NULL))
"""


def reader(viewer: Viewer) -> dict[str, Any]:
    """The parameters of MAY_READ."""
    return {"viewer": viewer.pk, "moderator": permissions.is_moderator(viewer)}


def fetch(sql: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    """All rows, each with its column names."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def fetch_models(
    sql: str, models: tuple[type[Model], ...], parameters: dict[str, Any]
) -> list[tuple[list[Any], tuple[Any, ...]]]:
    """For each row one object of each model (`m0`, `m1`, … in the statement, listed where it says
    `/*models*/`) and the values behind them."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(sql.replace("/*models*/", _columns(models)), parameters)
        for row in cursor.fetchall():
            objects, start = [], 0
            for model in models:
                names = _names(model)
                values = row[start : start + len(names)]
                objects.append(model.from_db(connection.alias, names, values))
                start += len(names)
            found.append((objects, row[start:]))
    return found


@cache
def _columns(models: tuple[type[Model], ...]) -> str:
    """All columns of the models, in the order of their fields; such as need no translation."""
    fields = [(n, field) for n, model in enumerate(models) for field in model._meta.concrete_fields]
    sealed = [field.name for _, field in fields if hasattr(field, "from_db_value")]
    if sealed:
        raise TypeError(f"only the mapper reads {sealed}")
    return ", ".join(f'm{n}."{field.column}"' for n, field in fields)


@cache
def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]

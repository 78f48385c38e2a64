"""Rows of raw SQL as dictionaries: the list pages build no objects."""

from typing import Any

from django.db import connection

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

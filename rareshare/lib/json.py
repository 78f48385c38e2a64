"""JSON in and out: orjson's speed, and the limits that Python's own parsers lack."""

import datetime
from decimal import Decimal
from typing import Any

import orjson
from django.utils.functional import Promise

MOST_DEPTH = 32
MOST_BYTES = 1024 * 1024


def dumps(data: Any, *, sort: bool = False) -> bytes:
    """UTF-8 bytes; with `sort`, the same data always give the same bytes."""
    option = orjson.OPT_UTC_Z | (orjson.OPT_SORT_KEYS if sort else 0)
    return orjson.dumps(data, default=_plain, option=option)


def loads(text: str | bytes) -> Any:
    """The data behind JSON text; ValueError where it is none, nests deeper than 32, or holds NUL
    or a lone surrogate."""
    data = orjson.loads(text)
    _check(data)
    return data


def _check(data: Any) -> None:
    """Walk level by level, so that no nesting can exhaust the stack."""
    level = [data]
    for _ in range(MOST_DEPTH + 1):
        if any(isinstance(value, str) and "\0" in value for value in level):
            raise ValueError("a text holds the character NUL")
        level = [child for value in level for child in _children(value)]
        if not level:
            return
    raise ValueError(f"it nests deeper than {MOST_DEPTH} levels")


def _children(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, list) else []


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | Promise):
        return str(value)
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, frozenset | set):
        return sorted(value)
    if hasattr(value, "keys"):  # Django REST framework's ReturnDict and the like
        return dict(value)
    if hasattr(value, "__iter__"):
        return list(value)
    raise TypeError(type(value).__name__)

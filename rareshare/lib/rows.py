"""Chores over many rows: each in a transaction of its own, and none stops those after it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import structlog
from django.db import transaction

R = TypeVar("R")
log = structlog.get_logger(__name__)


def each(rows: Iterable[R], work: Callable[[R], int], *, what: str) -> int:
    """The sum of what `work` says for each row. Where it fails for one, that row's changes are
    undone, the class of the error is logged (its words may hold what nobody may read), and the next
    run tries it again."""
    done = 0
    for row in rows:
        try:
            with transaction.atomic():
                done += work(row)
        except Exception as error:
            log.error("one row of a chore failed", what=what, error=type(error).__name__)
    return done

"""The one 'now' of the domain. The demo and tests may move it; production never can."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import ProgrammingError
from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)
_CACHE_SECONDS = 1.0
_offset: tuple[float, timedelta] = (float("-inf"), timedelta())


def now() -> datetime:
    """The present instant in UTC, moved by the offset that `set_clock` wrote (demo and tests)."""
    if (instant := _frozen.get()) is not None:
        return instant
    return timezone.now() + _current_offset()  # noqa: TID251 - the one place


def today() -> date:
    """The present day in UTC."""
    return now().date()


def set_clock(instant: datetime) -> None:
    """Every process reads `instant` as its present from now on; refused in production."""
    from rareshare.lib.models import ClockSetting

    if settings.PRODUCTION:
        raise RuntimeError("The clock can be set in the demo and in tests only.")
    offset = instant - timezone.now()  # noqa: TID251 - the one place
    ClockSetting.objects.update_or_create(pk=1, defaults={"offset": offset})
    _remember(offset)


@contextmanager
def frozen(instant: datetime) -> Iterator[None]:
    """Inside the block `now()` is `instant`, in this thread of execution only."""
    token = _frozen.set(instant)
    try:
        yield
    finally:
        _frozen.reset(token)


def _current_offset() -> timedelta:
    if settings.PRODUCTION or settings.TESTING:
        return timedelta()
    read_at, offset = _offset
    return offset if time.monotonic() - read_at < _CACHE_SECONDS else _read_offset()


def _read_offset() -> timedelta:
    from rareshare.lib.models import ClockSetting

    try:
        row = ClockSetting.objects.filter(pk=1).values_list("offset", flat=True).first()
    except ProgrammingError:  # before the first migration there is no table, and no moved clock
        row = None
    return _remember(row or timedelta())


def _remember(offset: timedelta) -> timedelta:
    global _offset  # noqa: PLW0603 - one cached value per process
    _offset = (time.monotonic(), offset)
    return offset

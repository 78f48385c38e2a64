"""Waking a worker: a hint that may be lost. Rows are the truth; beat looks at them anyway."""

import threading
import time
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)
_PAUSE_SECONDS = 10.0
_away_until = 0.0
# A request waits for the broker at most this long, and never tries a second time.
_HASTE = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "connect_retries_timeout": 0.2}
_lines = threading.local()  # one connection per thread: none is safe to share


def after_commit(task: str) -> None:
    """Publish `task` without arguments once the transaction is committed; harmless if lost."""
    if not settings.TESTING:
        transaction.on_commit(lambda: _publish(task), robust=True)


def _publish(task: str) -> None:
    global _away_until  # noqa: PLW0603 - one breaker per process
    if time.monotonic() < _away_until:
        return  # the broker was away a moment ago: no request waits for it again
    from rareshare.celery import app

    try:
        app.send_task(task, retry=False, connection=_line(app))
    except Exception as error:
        _away_until = time.monotonic() + _PAUSE_SECONDS
        _hang_up()
        log.warning("broker away", error=type(error).__name__)


def _line(app: Any) -> Any:
    """This thread's own short-tempered connection to the broker."""
    if getattr(_lines, "open", None) is None:
        _lines.open = app.connection_for_write(transport_options=_HASTE)
    return _lines.open


def _hang_up() -> None:
    """Forget a connection that failed; the next try makes a new one."""
    line, _lines.open = getattr(_lines, "open", None), None
    if line is not None:
        line.release()

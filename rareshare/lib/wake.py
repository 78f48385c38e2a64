"""Waking a worker: a hint that may be lost. Rows are the truth; beat looks at them anyway."""

import time

import structlog
from django.conf import settings
from django.db import transaction

log = structlog.get_logger(__name__)
_PAUSE_SECONDS = 10.0
_away_until = 0.0


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
        app.send_task(task, retry=False)
    except Exception as error:
        _away_until = time.monotonic() + _PAUSE_SECONDS
        log.warning("broker away", error=type(error).__name__)

"""A broker that hangs costs a request a moment, once; the rows are looked at anyway."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import redis

from rareshare.celery import app
from rareshare.embedded.valkey import Valkey
from rareshare.lib import wake

TASK = "rareshare.lib.tasks.send_letters"


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: Any) -> Iterator[redis.Redis]:
    """A broker of our own, that wake speaks to."""
    server = Valkey(tmp_path / "valkey", durable=False)
    server.acquire()
    address = server.url.replace("unix://", "redis+socket://")
    monkeypatch.setattr(app.conf, "broker_write_url", address)
    monkeypatch.setattr(wake, "_lines", threading.local())
    monkeypatch.setattr(wake, "_away_until", 0.0)
    yield redis.Redis.from_url(server.url)
    server.release()


def publish() -> bool:
    """True where publishing came back soon: long before the 5 seconds that a worker waits."""
    sender = threading.Thread(target=wake._publish, args=[TASK], daemon=True)
    sender.start()
    sender.join(3)
    return not sender.is_alive()


def test_a_hanging_broker_holds_nobody(broker, monkeypatch):
    assert publish() and broker.llen("celery") == 1
    pid = broker.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        assert publish()
        assert wake._away_until > 0
    finally:
        os.kill(pid, signal.SIGCONT)
    before = broker.llen("celery")
    assert publish() and broker.llen("celery") == before  # the breaker is open: nobody tries
    monkeypatch.setattr(wake, "_away_until", 0.0)
    assert publish() and broker.llen("celery") == before + 1


def test_a_line_that_broke_is_made_anew(broker, monkeypatch):
    wake._publish(TASK)
    pid = broker.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        wake._publish(TASK)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert wake._lines.open is None
    before = broker.llen("celery")
    monkeypatch.setattr(wake, "_away_until", 0.0)
    wake._publish(TASK)
    assert broker.llen("celery") == before + 1

"""`python -m rareshare.healthcheck web|worker|beat`: what the containers' health checks run."""

from __future__ import annotations

import os
import socket
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

BEAT_SECONDS = 120.0


def web() -> str:
    """Healthy where the address table, the database and the keys answer."""
    line = HTTPConnection("127.0.0.1", int(os.environ.get("PORT", "8000")), timeout=5)
    try:
        line.request("GET", "/readyz")
        answer = line.getresponse()
    except (OSError, HTTPException) as problem:
        return f"no answer: {problem}"
    return "" if answer.status == 200 else answer.read().decode(errors="replace")


def worker() -> str:
    """Healthy where this container's own worker answers through the broker."""
    from rareshare.celery import app

    name = f"celery@{socket.gethostname()}"
    return "" if app.control.ping(destination=[name], timeout=5) else f"{name} does not answer"


def beat() -> str:
    """Healthy where the schedule was written lately: it is, with every message."""
    stem = Path(os.environ.get("CELERY_BEAT_FILE", "/tmp/rareshare-beat"))  # noqa: S108
    written = [path.stat().st_mtime for path in stem.parent.glob(f"{stem.name}*")]
    if not written:
        return f"there is no {stem}"
    age = time.time() - max(written)
    return "" if age < BEAT_SECONDS else f"the last message is {age:.0f} s old"


CHECKS: dict[str, Callable[[], str]] = {"web": web, "worker": worker, "beat": beat}


def main() -> None:
    """Exit 0 where all is well, 1 with the reason otherwise."""
    sys.exit(CHECKS[sys.argv[1]]() or 0)


if __name__ == "__main__":
    main()

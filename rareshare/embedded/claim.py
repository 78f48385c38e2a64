"""One running RareShare per state folder, and a note about who holds it."""

from __future__ import annotations

import fcntl
import json
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from rareshare.embedded.processes import started_at
from rareshare.embedded.service import write_private

PATIENCE_SECONDS = 30.0


class CannotStart(Exception):
    """Told to the person at the terminal as it is, without a traceback."""


class Claim:
    """A lock that the kernel frees however its holder ends."""

    def __init__(self, folder: Path) -> None:
        self._lock_path = folder / "run.lock"
        self._note_path = folder / "run.json"
        self._lock: IO[str] | None = None
        self._facts: dict[str, str] = {}
        # `make` asks for this: whoever kills it must not be left with a server that nobody owns.
        self._parent = os.getppid() if os.environ.get("RARESHARE_STOP_WITH_PARENT") == "1" else 0

    @property
    def held(self) -> bool:
        return self._lock is not None

    def parent_is_gone(self) -> bool:
        """True when the `make` that started this program has ended without a word."""
        return bool(self._parent) and os.getppid() != self._parent

    def take(self) -> None:
        """Become the one; wait only for a holder that is on its way out."""
        lock = self._lock_path.open("a")
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                holder = self.read()
                if time.monotonic() > until or not _is_leaving(holder):
                    lock.close()
                    raise CannotStart(
                        f"RareShare runs from this folder already: {holder.get('url', '')}"
                        f" (process {holder.get('pid', '?')}). Stop it first."
                    ) from None
                time.sleep(0.1)
        self._lock = lock

    def tell(self, **facts: str) -> None:
        """Leave a note for the next start, and for tools that look for the addresses."""
        watched = self._parent or os.getpid()
        self._facts |= facts
        self._facts |= {"pid": str(os.getpid()), "watched": str(watched)}
        self._facts["watched_since"] = started_at(watched)
        write_private(self._note_path, json.dumps(self._facts))

    def tell_stopping(self) -> None:
        """From now on the next start waits instead of giving up. Nothing that happened to the
        folder may keep this program from stopping."""
        with suppress(OSError):
            self.tell(stopping="1")

    def leave(self) -> None:
        """Give the folder free."""
        self._note_path.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def read(self) -> dict[str, str]:
        """The note of whoever holds the folder; empty where nobody does."""
        with suppress(OSError, ValueError):
            noted = json.loads(self._note_path.read_text())
            return {str(name): str(value) for name, value in noted.items()}
        return {}


def _is_leaving(holder: dict[str, str]) -> bool:
    """True for one that stops already, or whose `make` was killed, so that it soon will."""
    if holder.get("stopping"):
        return True
    pid, since = holder.get("watched", ""), holder.get("watched_since", "")
    return pid.isdigit() and bool(since) and started_at(int(pid)) != since

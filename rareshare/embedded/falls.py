"""How often something fell, and how long to wait before it is started again."""

from __future__ import annotations

import time

STEADY_SECONDS = 60.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0


class Falls:
    """Each fall doubles the pause, up to a limit; whoever stood for a minute begins anew."""

    def __init__(self) -> None:
        self.count = 0
        self._started = time.monotonic()
        self._again_at = 0.0

    def started(self) -> None:
        self._started = time.monotonic()

    def fell(self) -> float:
        """Note a fall; the pause before the next start, in seconds."""
        steady = time.monotonic() - self._started > STEADY_SECONDS
        self.count = 1 if steady else self.count + 1
        pause: float = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self.count - 1))
        self._again_at = time.monotonic() + pause
        return pause

    @property
    def pause_is_over(self) -> bool:
        return time.monotonic() >= self._again_at

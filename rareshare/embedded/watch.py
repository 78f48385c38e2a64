"""Looks whether the servers still run, and starts again what ended by itself or was killed."""

from __future__ import annotations

import time

from rareshare.embedded.environment import shown
from rareshare.embedded.falls import Falls
from rareshare.embedded.processes import ServerTrouble
from rareshare.embedded.service import Service

RHYTHM = 1.0


class Watched:
    """One server: whether it was seen down, and how often it fell."""

    def __init__(self, server: Service) -> None:
        self.server = server
        self.falls = Falls()
        self._is_down = False
        self._next_look = 0.0

    def look(self) -> None:
        """Cheap: once a second, and where the server runs, nothing but a glance at its pid."""
        if self._is_down:
            if self.falls.pause_is_over:
                self._start_again()
        elif time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + RHYTHM
            if not self.server.lives():
                self._fell("ended")

    def _start_again(self) -> None:
        try:
            self.server.revive()
        except (ServerTrouble, OSError) as reason:
            print(reason, flush=True)
            self._fell("did not start")
            return
        self._is_down = False
        self.falls.started()
        print(f"{self.server.name} runs again.", flush=True)

    def _fell(self, how: str) -> None:
        self._is_down = True
        pause = self.falls.fell()
        told = f"{self.server.name} {how}; again in {pause:g} s."
        print(f"{told} See {shown(self.server.log)}", flush=True)

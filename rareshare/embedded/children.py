"""Child processes that end with their parent and are started again when they fall."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from rareshare.embedded.falls import Falls
from rareshare.embedded.service import LOG_LIMIT

STATE_MARK = "RARESHARE_CHILD_OF"  # not the setting: a shell may carry that one
PR_SET_PDEATHSIG, PR_SET_CHILD_SUBREAPER = 1, 36

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def adopt_orphans() -> None:
    """Make this process the parent of its grandchildren, so that it can see all of them end."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_with_parent() -> None:
    """Called in a new child: the kernel tells it to stop when its parent is gone."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)


class Child:
    """One program, its log, and how often it fell."""

    def __init__(
        self,
        name: str,
        argv: Sequence[str],
        *,
        env: Mapping[str, str],
        log: Path,
        cwd: Path,
        fds: Sequence[int] = (),
    ) -> None:
        self.name = name
        self.argv = list(argv)
        self.env = dict(env)
        self.log = log
        self.cwd = cwd
        self.fds = tuple(fds)
        self.pid = 0
        self.falls = Falls()

    @property
    def running(self) -> bool:
        return self.pid > 0

    @property
    def due(self) -> bool:
        """True when the child is down and its pause is over."""
        return not self.running and self.falls.pause_is_over

    def start(self) -> None:
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.old"))
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self.argv,
                env=self.env,
                cwd=self.cwd,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=self.fds,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
            )
        self.pid = process.pid
        process.returncode = 0  # collected by `collect`, together with adopted grandchildren
        self.falls.started()

    def fell(self) -> float:
        """Note that the child ended by itself; the pause before it starts again, in seconds."""
        self.pid = 0
        return self.falls.fell()

    def signal(self, number: signal.Signals) -> None:
        """To the leader only: it knows how to end its own helpers in good order."""
        if self.running:
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def last_words(self, lines: int = 15) -> str:
        """The end of the child's log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


def collect() -> dict[int, int]:
    """Ended processes and how they ended. Whoever is left of their session ends with them."""
    ended: dict[int, int] = {}
    while True:
        try:
            seen = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        except ChildProcessError:
            return ended
        if seen is None:
            return ended
        # Before the pid is given back: afterwards the number could mean somebody else.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(seen.si_pid, signal.SIGKILL)
        _, status = os.waitpid(seen.si_pid, 0)
        ended[seen.si_pid] = os.waitstatus_to_exitcode(status)


def end_leftovers(state: Path) -> int:
    """Kill what an earlier, killed start of the same state folder left; how many there were."""
    left = [pid for pid in carrying(f"{STATE_MARK}={state}") if pid != os.getpid()]
    for pid in left:
        with suppress(ProcessLookupError, PermissionError):
            os.kill(pid, signal.SIGKILL)
    return len(left)


def carrying(mark: str) -> list[int]:
    """Processes of this account that were started with a given word in their environment."""
    if not Path("/proc/self/environ").exists():
        shown = subprocess.run(
            ["ps", "-axEww", "-o", "pid=,command="], capture_output=True, text=True, check=False
        )
        lines = [line.split() for line in shown.stdout.splitlines()]
        return [int(words[0]) for words in lines if mark in words[1:]]
    found = []
    for folder in Path("/proc").iterdir():
        with suppress(OSError):
            if folder.name.isdigit() and mark.encode() in _environment(folder):
                found.append(int(folder.name))
    return found


def _environment(process: Path) -> list[bytes]:
    return (process / "environ").read_bytes().split(b"\0")

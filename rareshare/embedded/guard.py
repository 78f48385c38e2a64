"""Stops a shared server when its last user is gone, even if that user was killed.

A program of its own that imports nothing of the project: `guard.py ROOT PIDFILE SIGNAL MARK`.
The mark is a text in the server's command line, so that a reused pid is never signalled.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE_SECONDS = 60.0


def command_line(pid: int) -> str:
    """The command of a running process; nothing where it has ended."""
    with contextlib.suppress(OSError):
        raw = Path(f"/proc/{pid}/cmdline").read_bytes()
        return raw.replace(b"\0", b" ").decode(errors="replace").strip()
    if Path("/proc/self").exists():
        return ""
    argv = ["ps", "-ww", "-p", str(pid), "-o", "args="]
    return subprocess.run(argv, capture_output=True, text=True, check=False).stdout.strip()


def server_pid(pidfile: Path, mark: str) -> int:
    """The server's pid, or 0 where it has gone."""
    if not pidfile.parent.exists():
        return _pid_by_command(mark)
    try:
        pid = int(pidfile.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pid if mark in command_line(pid) else 0


def _pid_by_command(mark: str) -> int:
    """Where somebody removed the folder of a running server, its command line still tells it."""
    for folder in Path("/proc").glob("[0-9]*"):
        told = command_line(int(folder.name))
        if mark in told and Path(__file__).name not in told:
            return int(folder.name)
    return 0


def stop(pidfile: Path, number: int, mark: str) -> None:
    """Ask the server to stop, and wait until it has."""
    until = time.monotonic() + PATIENCE_SECONDS
    pid = server_pid(pidfile, mark)
    while pid and time.monotonic() < until:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        time.sleep(0.2)
        pid = server_pid(pidfile, mark)


def watch(root: Path, pidfile: Path, number: int, mark: str) -> None:
    """Wait until nobody holds the users' lock; then, with starters kept out, stop the server."""
    with (root / "guard.lock").open("a") as mine, (root / "users.lock").open("a") as users:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return  # another guard is on duty
        while True:
            fcntl.flock(users, fcntl.LOCK_EX)
            fcntl.flock(users, fcntl.LOCK_UN)
            if not root.exists():
                stop(pidfile, number, mark)
                return
            with (root / "start.lock").open("a") as starters:
                fcntl.flock(starters, fcntl.LOCK_EX)
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    continue  # somebody came in between
                stop(pidfile, number, mark)
                return


def main() -> None:
    """Ignore the terminal's signals: only the users' absence ends this program."""
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    root, pidfile, number, mark = sys.argv[1:]
    watch(Path(root), Path(pidfile), int(number), mark)


if __name__ == "__main__":
    main()

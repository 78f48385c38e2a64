"""A local server that several processes share: the first one starts it, the last one stops it."""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import hashlib
import os
import pwd
import secrets
import signal
import subprocess
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rareshare.embedded.guard import server_pid
from rareshare.embedded.processes import ServerTrouble, unprivileged

GUARD = Path(__file__).with_name("guard.py")
LOG_LIMIT = 16 * 1024 * 1024


@contextlib.contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a file's lock; the kernel frees it when the process ends, however it ends."""
    with path.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def short_folder(root: Path) -> Path:
    """A short private folder for sockets: a socket's path may not exceed 107 bytes."""
    digest = hashlib.sha256(str(root).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"rareshare-{os.geteuid()}-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid not in {os.geteuid(), pwd.getpwnam("nobody").pw_uid}:
        raise ServerTrouble(f"{folder} belongs to somebody else. Remove it, or set TMPDIR.")
    return folder


class Service(ABC):
    """One server and its data folder. Each user holds a shared lock; nobody keeps a count."""

    name: str

    def __init__(self, root: Path, *, durable: bool = True, port: int = 0) -> None:
        self.root = root.resolve()
        self.durable = durable
        self.port = port
        self.data = root / "data"
        self.log = root / "server.log"
        self._users: IO[str] | None = None
        self._owner = 0

    @property
    def sockets(self) -> Path:
        return short_folder(self.root)

    @property
    def password(self) -> str:
        """A secret for TCP, where any account of this machine could knock at the door."""
        path = self.root / "password"
        if not path.exists():
            write_private(path, secrets.token_hex(24))
        return path.read_text().strip()

    @abstractmethod
    def ready(self) -> bool: ...

    @abstractmethod
    def start(self) -> None: ...

    @abstractmethod
    def stop(self) -> None: ...

    @abstractmethod
    def farewell(self) -> tuple[Path, signal.Signals]:
        """The file with the server's pid, and the signal that ends it in good order."""

    def acquire(self) -> None:
        """Start the server unless it runs, and keep it running while this process lives."""
        self.root.mkdir(parents=True, exist_ok=True)
        with exclusive(self.root / "start.lock"):
            self._users = (self.root / "users.lock").open("a")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            self._start_if_down()
        self._owner = os.getpid()
        atexit.register(self.release)

    def lives(self) -> bool:
        """True while the server's process is there; only where it is not seen, the server itself is
        asked. A folder that somebody removed has no server to miss."""
        pidfile, _ = self.farewell()
        return not self.data.exists() or bool(
            server_pid(pidfile, str(self.sockets)) or self.ready()
        )

    def revive(self) -> None:
        """Start again what ended under its users, unless another of them just did."""
        with exclusive(self.root / "start.lock"):
            self._start_if_down()

    def release(self) -> None:
        """Leave; whoever leaves last stops the server. A forked child never does."""
        if self._users is None or self._owner != os.getpid():
            return
        if not self.root.exists():
            self._users.close()  # somebody removed the folder; the guard finds the server
            return
        with exclusive(self.root / "start.lock"):
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                pass
            else:
                self.stop()
            self._users.close()
        self._users = None
        atexit.unregister(self.release)

    def end(self) -> bool:
        """Stop the server although this process does not use it; False where somebody does."""
        if not self.root.exists():
            return True
        with exclusive(self.root / "start.lock"), (self.root / "users.lock").open("a") as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            if self.ready():
                self.stop()
        return True

    def _post_guard(self) -> None:
        """A process that outlives a killed user and then stops the server."""
        with (self.root / "guard.lock").open("a") as duty:
            try:
                fcntl.flock(duty, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return
        pidfile, number = self.farewell()
        what = (self.root, pidfile, int(number), self.sockets)
        subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD), *map(str, what)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
        ).returncode = 0  # it outlives us: nobody waits for it, and nobody warns about it

    def _start_if_down(self) -> None:
        self._post_guard()
        if not self.ready():
            self._start_afresh()

    def _start_afresh(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.old"))
        self.log.touch(mode=0o600)
        self.start()

    def hand_over(self, *paths: Path) -> None:
        """Where root can only change its account, the server's own files change hands too."""
        drop = unprivileged()
        if drop.uid is None or drop.gid is None:
            return
        for top in paths:
            for path in (top, *top.rglob("*")):
                os.chown(path, drop.uid, drop.gid, follow_symlinks=False)

    def failure(self, told: str = "") -> ServerTrouble:
        tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])
        return ServerTrouble(
            f"The embedded {self.name} in {self.root} did not start.\n{told}\n{tail}"
        )


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    draft.replace(path)

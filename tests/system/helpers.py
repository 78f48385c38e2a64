"""Programs that the tests start, and questions about processes."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]

USER = """\
import sys
from pathlib import Path
from rareshare.embedded import servers
app, owner = servers.database_urls(Path(sys.argv[1]))
print(app, owner, servers.redis_url(Path(sys.argv[1])), flush=True)
sys.stdin.read()
"""


def use_servers(var: Path, **env: str) -> subprocess.Popen[str]:
    """A process that uses the servers of a folder until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(var)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        env=os.environ | {"RARESHARE_MODE": "test"} | env,
    )


def addresses(user: subprocess.Popen[str]) -> list[str]:
    """The three addresses that a user of the servers was given."""
    assert user.stdout is not None
    return user.stdout.readline().split()


def processes_naming(text: str) -> list[str]:
    """Command lines of living processes that hold a text; our own is no such process."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
        if text in line and int(folder.name) != os.getpid():
            found.append(f"{folder.name} {line}")
    return found


def soon(ask: Callable[[], object], seconds: float = 15) -> bool:
    """True as soon as the answer is true; false when it never was."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if ask():
            return True
        time.sleep(0.05)
    return bool(ask())

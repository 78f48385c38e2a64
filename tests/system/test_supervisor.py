"""`make run` as a program: starts, heals, refuses a second one, stops, survives a kill."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rareshare.embedded.prepare import STEPS, fingerprint
from tests.system.helpers import PROJECT, processes_naming, soon

POSTGRES, VALKEY = "postgres/data/postmaster.pid", "valkey/server.pid"


class Run:
    """A supervisor on a state folder of its own."""

    def __init__(self, state: Path) -> None:
        self.state = state
        port = socket.create_server(("127.0.0.1", 0))
        self.port = port.getsockname()[1]
        port.close()
        self.process: subprocess.Popen[str] | None = None

    def start(self, **env: str) -> subprocess.Popen[str]:
        given = {"RARESHARE_STATE": str(self.state), "PORT": str(self.port), "MAIL_PORT": "0"}
        clean = {name: value for name, value in os.environ.items() if "RARESHARE" not in name}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "rareshare.embedded.supervisor"],
            env=clean | given | env,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return self.process

    def answers(self) -> bool:
        return self.opens("/readyz")

    def opens(self, path: str) -> bool:
        try:
            address = f"http://127.0.0.1:{self.port}{path}"
            with urllib.request.urlopen(address, timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def child(self, text: str) -> int:
        """The pid of the supervisor's own child whose command holds a text, 0 where none does."""
        assert self.process is not None
        for line in processes_naming(text):
            pid = int(line.split()[0])
            if parent_of(pid) == self.process.pid:
                return pid
        return 0

    def everything(self) -> list[str]:
        own = f"RARESHARE_CHILD_OF={self.state}".encode()
        pids = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
        return [str(pid) for pid in pids if own in environment(pid)] + processes_naming(
            str(self.state)
        )


def parent_of(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[1])


def environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Only the tables are made: catalogue and demo data are proved by the fresh clone in CI."""
    state = tmp_path / "state"
    (state / "postgres").mkdir(parents=True)
    done = {step: fingerprint(STEPS[step]) for step in ("catalogue", "demo")}
    (state / "postgres" / "prepared.json").write_text(json.dumps(done))
    running = Run(state)
    yield running
    if running.process is not None and running.process.poll() is None:
        running.process.terminate()
        running.process.wait(40)


def test_life_of_a_local_rareshare(run: Run) -> None:
    """Told as one story, because each start costs seconds."""
    first = run.start()
    assert soon(run.answers, 60), first.stdout and first.stdout.read()

    # Secrets are the owner's alone, and the web never learns how to change tables.
    secrets = list((run.state / "secrets").iterdir())
    assert len(secrets) == 3
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
    web = environment(run.child("rareshare.gunicorn"))
    assert not any(pair.startswith(b"DATABASE_OWNER_URL") for pair in web)

    # A second one in the same folder is told where the first one is.
    second = Run(run.state).start()
    assert second.wait(30) == 1
    assert second.stdout is not None
    assert f"127.0.0.1:{run.port}" in second.stdout.read()

    # A child that dies is started again.
    assert soon(lambda: run.child("rareshare worker"))
    for text in ("rareshare.gunicorn", "rareshare worker"):
        fallen = run.child(text)
        os.kill(fallen, signal.SIGKILL)
        assert soon(again(run, text, fallen))
    assert soon(run.answers)

    # A server that ends by itself or is killed is started again, and whoever asks gets answers.
    for number in (signal.SIGKILL, signal.SIGINT):
        lost = {name: server_pid(run.state / name) for name in (POSTGRES, VALKEY)}
        for pid in lost.values():
            os.kill(pid, number)
        for name, pid in lost.items():
            assert soon(started_again(run.state / name, pid)), (name, number)
        assert soon(run.answers, 5), number
        assert soon(lambda: run.opens("/communities/"), 5), number

    # Killed without a word: the next start is not blocked, and finds the same secrets.
    kept = {path.name: path.read_text() for path in secrets}
    first.kill()
    first.wait()
    third = run.start()
    assert soon(run.answers, 30)
    assert {path.name: path.read_text() for path in secrets} == kept

    third.terminate()
    assert third.wait(40) == 0
    assert run.everything() == []
    assert not run.answers()


def again(run: Run, text: str, fallen: int) -> Callable[[], bool]:
    return lambda: run.child(text) not in {0, fallen}


def server_pid(pidfile: Path) -> int:
    """The pid that a server wrote, 0 where there is none at the moment."""
    try:
        return int(pidfile.read_text().split()[0])
    except (OSError, IndexError):
        return 0


def started_again(pidfile: Path, lost: int) -> Callable[[], bool]:
    return lambda: server_pid(pidfile) not in {0, lost}


def test_taken_port_is_told_in_words(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        program = run.start(PORT=str(taken.getsockname()[1]))
        assert program.wait(30) == 1
    assert program.stdout is not None
    told = program.stdout.read()
    assert "is taken by another program" in told
    assert "Traceback" not in told
    assert run.everything() == []

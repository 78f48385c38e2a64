"""What `make run` runs: servers, mail catcher, web, worker and beat, from the start to the end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from types import FrameType

from rareshare.embedded import prepare, servers
from rareshare.embedded.children import (
    Child,
    adopt_orphans,
    collect,
    end_leftovers,
    end_with_parent,
)
from rareshare.embedded.claim import CannotStart, Claim
from rareshare.embedded.environment import (
    PROJECT,
    STATE,
    Doors,
    add_servers,
    for_children,
    open_doors,
    shown,
    uses_own_database,
)
from rareshare.embedded.processes import ServerTrouble
from rareshare.embedded.watch import Watched
from rareshare.embedded.welcome import welcome

START_SECONDS = 60.0
STOP_SECONDS = 20.0
FALLS_BEFORE_GIVING_UP = 3
BEAT = 0.05


class Told(Exception):
    """A signal asked this program to stop, or the `make` above it has gone."""


class Supervisor:
    """Holds the lock of the state folder while it runs, so that there is one per clone."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.told = False
        self.claim = Claim(STATE)
        self.children: list[Child] = []
        self.servers: list[Watched] = []
        self.doors: Doors | None = None

    def run(self) -> None:
        """Start everything, look after it until told to stop, stop everything."""
        STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
        adopt_orphans()
        _on_signals(self._remember)
        try:
            self.claim.take()
            left = end_leftovers(STATE)
            self.doors = open_doors(patience=8.0 if left else 0.0)
            self.claim.tell(**self.doors.facts())
            self._start(self.doors)
            self._look_after()
        except Told:
            print("\nStopping …", flush=True)
        finally:
            self._stop()

    def _remember(self, number: int, frame: FrameType | None) -> None:
        """Only noted: a step that is half done, a server half started, is finished first."""
        self.told = True

    def _pause(self, seconds: float = BEAT) -> None:
        """The one place where this program waits, and where it learns that it shall stop."""
        if self.told or self.claim.parent_is_gone():
            raise Told
        time.sleep(seconds)

    def _start(self, doors: Doors) -> None:
        env = for_children(doors.facts())
        owner = add_servers(env)
        self.servers = [Watched(server) for server in servers.in_use()]
        self._prepare(env | owner)
        mail, web, worker, beat = self._plan(doors, env)
        for child in (mail, web):
            self._begin(child)
        self._wait_until_ready(web, doors)
        for child in (worker, beat):
            self._begin(child)
        welcome(doors, time.monotonic() - self.began)

    def _prepare(self, env: dict[str, str]) -> None:
        """Tables, catalogue and demo data, where the code is newer than what was done."""
        marker, accounts = STATE / "postgres" / "prepared.json", STATE / "accounts.txt"
        if not uses_own_database():
            marker = STATE / "prepared-elsewhere.json"
            marker.unlink(missing_ok=True)  # a database of somebody else's may be another one today
        steps = prepare.due(marker)
        if not steps:
            return
        argv = [sys.executable, "-m", "rareshare.embedded.prepare", str(marker), str(accounts)]
        worker = subprocess.Popen(
            [*argv, *steps],
            env=env | {"RARESHARE_DOOR": "command"},
            cwd=PROJECT,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 - this process has one thread
        )
        try:
            while worker.poll() is None:
                self._pause()
        finally:
            worker.terminate()
            worker.wait()
        if worker.returncode:
            raise CannotStart("The database could not be made ready; the reason stands above.")

    def _plan(self, doors: Doors, env: dict[str, str]) -> list[Child]:
        python, logs = sys.executable, STATE / "log"
        celery = [python, "-m", "celery", "--app", "rareshare"]
        smtp, http, web = (s.fileno() for s in (doors.smtp, doors.mail_http, doors.web))
        catcher = [python, "-m", "rareshare.embedded.mailcatcher", "--folder", str(STATE / "mail")]
        catcher += ["--smtp", str(smtp), "--http", str(http)]
        gunicorn = [python, "-m", "gunicorn", "--config", "python:rareshare.gunicorn"]
        worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "WARNING"]
        worker += ["--without-gossip", "--without-mingle", "--optimization", "fair"]
        beat = [*celery, "beat", "--pidfile=", "--loglevel", "WARNING"]
        plan = {
            "mail": (catcher, {}, (smtp, http)),
            "web": (gunicorn, {"RARESHARE_DOOR": "web", "BIND": f"fd://{web}"}, (web,)),
            "worker": (worker, {"RARESHARE_DOOR": "worker"}, ()),
            "beat": (beat, {"RARESHARE_DOOR": "beat"}, ()),
        }
        return [
            Child(name, argv, env=env | more, log=logs / f"{name}.log", cwd=PROJECT, fds=fds)
            for name, (argv, more, fds) in plan.items()
        ]

    def _begin(self, child: Child) -> None:
        if child not in self.children:
            self.children.append(child)
        child.start()

    def _wait_until_ready(self, web: Child, doors: Doors) -> None:
        until = time.monotonic() + START_SECONDS
        while not _answers(doors):
            self._tend()
            if web.falls.count >= FALLS_BEFORE_GIVING_UP or time.monotonic() > until:
                raise CannotStart(f"The web server does not start:\n{web.last_words()}")
            self._pause()

    def _look_after(self) -> None:
        while True:
            self._tend()
            self._pause(4 * BEAT)

    def _tend(self) -> None:
        """Start again what has fallen, after a pause that grows with each fall."""
        ended = collect()
        for child in self.children:
            if child.pid in ended:
                code, pause = ended[child.pid], child.fell()
                told = f"{child.name} ended ({code}); again in {pause:g} s."
                print(f"{told} See {shown(child.log)}", flush=True)
            if child.due:
                self._begin(child)
        for server in self.servers:
            server.look()

    def _stop(self) -> None:
        """The mail catcher last, so that letters on their way still arrive; then the servers."""
        if not self.claim.held:
            return
        _on_signals(self._hurry)
        self.claim.tell_stopping()
        for group in (self.children[1:], self.children[:1]):
            self._end(group)
        if self.doors is not None:
            self.doors.close()
        servers.leave()
        until = time.monotonic() + 3.0
        while _has_children() and time.monotonic() < until:
            collect()
            time.sleep(0.02)
        self.claim.leave()

    def _end(self, children: list[Child]) -> None:
        for child in children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + STOP_SECONDS
        while any(child.running for child in children):
            ended = collect()
            for child in children:
                if child.pid in ended:
                    child.pid = 0
            if time.monotonic() > until:
                self._hurry(signal.SIGKILL, None)
            time.sleep(0.02)

    def _hurry(self, number: int, frame: FrameType | None) -> None:
        """Asked a second time, or waited too long: end them at once. The servers stay careful."""
        for child in self.children:
            child.signal(signal.SIGKILL)


def _has_children() -> bool:
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True


def _answers(doors: Doors) -> bool:
    host, port = doors.web.getsockname()[:2]
    line = HTTPConnection({"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host), port, timeout=2)  # noqa: S104
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        line.close()


def _on_signals(handler: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, handler)  # type: ignore[arg-type]


def main() -> None:
    """Run until told to stop; a reason not to start is told in words."""
    os.chdir(PROJECT)
    try:
        Supervisor().run()
    except (CannotStart, ServerTrouble) as reason:
        sys.exit(f"\nRareShare did not start. {reason}")


if __name__ == "__main__":
    main()

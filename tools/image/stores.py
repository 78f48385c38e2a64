"""Real servers on loopback for the containers: PostgreSQL, a broker, a cache, a mail catcher."""

import base64
import secrets
import shutil
import socket
import subprocess
import sys
from pathlib import Path

from rareshare.embedded.postgres import APP, OWNER, Postgres
from rareshare.embedded.valkey import Valkey
from tools.image.compose import PROJECT


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Stores:
    """Started fresh for each proof, in a state folder of their own."""

    def __init__(self, state: Path) -> None:
        shutil.rmtree(state, ignore_errors=True)
        self.secrets = state / "secrets"
        self.secrets.mkdir(parents=True)
        self.postgres = Postgres(state / "postgres", port=free_port())
        self.broker = Valkey(state / "broker", port=free_port())
        self.cache = Valkey(state / "cache", durable=False, port=free_port())
        for server in (self.postgres, self.broker, self.cache):
            server.acquire()
        self.smtp_port, http_port = free_port(), free_port()
        self.mail_url = f"http://127.0.0.1:{http_port}"
        argv = [sys.executable, "-m", "rareshare.embedded.mailcatcher"]
        argv += ["--folder", str(state / "mail"), "--smtp", f"127.0.0.1:{self.smtp_port}"]
        self.mail = subprocess.Popen([*argv, "--http", f"127.0.0.1:{http_port}"], cwd=PROJECT)
        self._write_secrets()

    def _write_secrets(self) -> None:
        field_key = base64.b64encode(secrets.token_bytes(32)).decode()
        values = {
            "database_url": self.postgres.url(APP),
            "database_owner_url": self.postgres.url(OWNER),
            "redis_url": self.broker.url,
            "cache_url": self.cache.url,
            "secret_key": secrets.token_urlsafe(64),
            "field_keys": f"k1:{field_key}",
            "index_key": secrets.token_urlsafe(48),
            "email_host_password": "",
        }
        for name, value in values.items():
            (self.secrets / name).write_text(value + "\n")
            (self.secrets / name).chmod(0o644)  # the containers' user is nobody on this machine

    def stop(self) -> None:
        """Stop the mail catcher and the servers."""
        self.mail.terminate()
        self.mail.wait(10)
        for server in (self.cache, self.broker, self.postgres):
            server.release()

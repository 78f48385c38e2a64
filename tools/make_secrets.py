"""Makes the secret files that docker-compose.yml names, and keeps those there are."""

import base64
import os
import secrets
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "deploy" / "secrets"


def password(name: str) -> str:
    """A password that was made before, or a new one."""
    return write(name, secrets.token_urlsafe(32))


def write(name: str, value: str) -> str:
    """Keep what a file holds already; a key that changes makes old rows unreadable."""
    path = FOLDER / name
    if not path.exists():
        # Compose mounts the file as it is, and the containers' user is not yours: the folder is
        # what keeps others out.
        path.write_text(value + "\n")
        path.chmod(0o644)
    return path.read_text().strip()


def main() -> None:
    """Passwords first, then the addresses that hold them, then the application's keys."""
    FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.chmod(FOLDER, 0o700)
    password("postgres_password")
    app, owner = password("database_app_password"), password("database_owner_password")
    broker, cache = password("broker_password"), password("cache_password")
    write("database_url", f"postgres://rareshare_app:{app}@postgres:5432/rareshare")
    write("database_owner_url", f"postgres://rareshare_owner:{owner}@postgres:5432/rareshare")
    write("redis_url", f"redis://:{broker}@broker:6379/0")
    write("cache_url", f"redis://:{cache}@cache:6379/0")
    write("secret_key", secrets.token_urlsafe(64))
    write("field_keys", f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}")
    write("index_key", secrets.token_urlsafe(48))
    write("email_host_password", "")
    print("The secrets are in deploy/secrets/. Keep a copy of field_keys and index_key: without")
    print("them the encrypted fields cannot be read. Put your mail server's password into")
    print("email_host_password.")


if __name__ == "__main__":
    main()

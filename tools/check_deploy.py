"""`manage.py check --deploy` on the production settings, with an environment that is complete."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def production() -> dict[str, str]:
    """Every variable that production asks for; nothing listens at these addresses."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "RARESHARE_MODE": "production",
        "DATABASE_URL": "postgres://rareshare_app:secret@db.example/rareshare",
        "DATABASE_OWNER_URL": "postgres://rareshare_owner:secret@db.example/rareshare",
        "REDIS_URL": "redis://broker.example:6379/0",
        "CACHE_URL": "redis://cache.example:6379/0",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FIELD_KEYS": f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}",
        "INDEX_KEY": secrets.token_urlsafe(48),
        "ALLOWED_HOSTS": "rareshare.example",
        "BASE_URL": "https://rareshare.example",
        "EMAIL_HOST": "smtp.example",
        "DEFAULT_FROM_EMAIL": "RareShare <hello@rareshare.example>",
    }


def main() -> None:
    """Any warning is a failure."""
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    sys.exit(subprocess.run(command, env=production(), cwd=PROJECT).returncode)


if __name__ == "__main__":
    main()

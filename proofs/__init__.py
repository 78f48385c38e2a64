"""Slow safety proofs, each a make target `prove-NAME` that ends with one line of figures.

The short form runs in CI, FULL=1 runs the whole. Every proof has a control that it must catch.
"""

import os
import sys
from pathlib import Path

FULL = os.environ.get("FULL") == "1"
ROOT = Path(__file__).resolve().parent.parent


def house(name: str) -> Path:
    """An empty house of its own for one proof: servers and tables. Answers with its folder."""
    var = ROOT / "var" / f"proof-{name}"
    from rareshare.embedded import servers

    os.environ.update(RARESHARE_MODE="demo", DJANGO_SETTINGS_MODULE="rareshare.settings")
    app, owner = servers.database_urls(var)
    redis = servers.redis_url(var)
    os.environ.update(DATABASE_URL=app, DATABASE_OWNER_URL=owner, REDIS_URL=redis)
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", database="owner", verbosity=0)
    return var


def tell(line: str, *, good: bool) -> None:
    """The one line of figures; a proof that falls short fails."""
    print(f"{line} {'PROVED' if good else 'FELL SHORT'}")
    sys.exit(0 if good else 1)

"""Brings the demo's database to what the code expects: tables, catalogue, demo data, accounts.

A step runs again only when the files it depends on have changed, so a normal start skips all.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from rareshare.embedded.service import write_private

PROJECT = Path(__file__).resolve().parents[2]
STEPS = {
    "tables": ("*/migrations/*.py", "*/*/migrations/*.py", "requirements/base.txt"),
    "catalogue": ("communities/conditions/data/*",),
    "demo": ("rareshare/home/demo/*.py",),
}
TOLD = {
    "tables": "Making the tables",
    "catalogue": "Loading the catalogue of rare conditions",
    "demo": "Loading the demo: people, communities, a study",
}


def fingerprint(patterns: Iterable[str]) -> str:
    """One hash over the names and contents of the files that a step depends on."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in PROJECT.glob(pattern)}):
        if path.is_file():
            digest.update(str(path.relative_to(PROJECT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def due(marker: Path) -> list[str]:
    """The steps whose files differ from those of their last run."""
    done = _done(marker)
    return [step for step, files in STEPS.items() if done.get(step) != fingerprint(files)]


def _done(marker: Path) -> dict[str, str]:
    try:
        noted = json.loads(marker.read_text())
    except (OSError, ValueError):
        return {}
    return {str(step): str(hashed) for step, hashed in noted.items()}


def main() -> None:
    """`python -m rareshare.embedded.prepare MARKER ACCOUNTS STEP…`, told by the supervisor."""
    marker, accounts, *steps = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rareshare.settings")
    os.environ.setdefault("RARESHARE_DOOR", "command")
    import django

    django.setup()
    for step in steps:
        print(f"{TOLD[step]} …", flush=True)
        _run(step, Path(accounts))
        noted = _done(Path(marker)) | {step: fingerprint(STEPS[step])}
        write_private(Path(marker), json.dumps(noted))


def _run(step: str, accounts: Path) -> None:
    from django.core.management import call_command

    if step == "tables":
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    elif step == "catalogue":
        call_command("load_conditions")
    else:
        call_command("load_demo")
        with contextlib.redirect_stdout(io.StringIO()) as told:
            call_command("demo_accounts")
        # Codes of this moment would be stale when they are shown: a page has those of the moment.
        write_private(accounts, re.sub(r" +code \d+", "", told.getvalue()))


if __name__ == "__main__":
    main()

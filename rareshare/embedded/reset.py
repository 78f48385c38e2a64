"""What `make reset` runs: throws the demo's data, letters and secrets away."""

from __future__ import annotations

import shutil
import sys

from rareshare.embedded.children import end_leftovers
from rareshare.embedded.claim import CannotStart, Claim
from rareshare.embedded.environment import STATE
from rareshare.embedded.postgres import Postgres
from rareshare.embedded.valkey import Valkey


def reset() -> None:
    """Only while nobody uses the servers: a reset under a running program would ruin both."""
    if not STATE.exists():
        return
    Claim(STATE).take()
    end_leftovers(STATE)
    for server in (Postgres(STATE / "postgres"), Valkey(STATE / "valkey")):
        if not server.end():
            raise CannotStart(f"A program still uses the embedded {server.name}. Stop it first.")
    shutil.rmtree(STATE)


def main() -> None:
    """Say in words why it cannot be, or that it is done."""
    try:
        reset()
    except CannotStart as reason:
        sys.exit(f"Nothing was thrown away. {reason}")
    print("The local data is gone. `make run` starts afresh.")


if __name__ == "__main__":
    main()

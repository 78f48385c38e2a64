"""`python -m rareshare.embedded.manage COMMAND…`: manage.py on the data of `make run`.

With the same servers, secrets and addresses, whether it runs at the moment or not.
"""

from __future__ import annotations

import subprocess
import sys

from rareshare.embedded.children import STATE_MARK
from rareshare.embedded.claim import Claim
from rareshare.embedded.environment import PROJECT, STATE, add_servers, for_children


def main() -> None:
    """Run the command and end as it ended."""
    STATE.mkdir(mode=0o700, parents=True, exist_ok=True)
    env = for_children(Claim(STATE).read())
    env |= add_servers(env)
    env.pop(STATE_MARK)  # it marks the supervisor's own children, which a start may end
    command = [sys.executable, "manage.py", *sys.argv[1:]]
    sys.exit(subprocess.run(command, env=env, cwd=PROJECT, check=False).returncode)


if __name__ == "__main__":
    main()

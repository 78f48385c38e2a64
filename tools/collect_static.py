"""Collects the static files with production's settings; used while the image is built."""

import os
import subprocess
import sys

from check_deploy import PROJECT, production


def main() -> None:
    """STATIC_ROOT says where they go; nothing is asked and no server is needed."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
    given = production() | {"STATIC_ROOT": os.environ["STATIC_ROOT"]}
    sys.exit(subprocess.run(command, env=given, cwd=PROJECT).returncode)


if __name__ == "__main__":
    main()

"""What `make test` runs: finds a browser (or brings Debian's), then every test."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def found() -> str:
    """A Chromium named by CHROMIUM, or one on PATH."""
    named = os.environ.get("CHROMIUM", "")
    if named and shutil.which(named) is None:
        sys.exit(f"CHROMIUM={named} is no program.")
    return named or next(filter(None, map(shutil.which, NAMES)), "")


def brought() -> str:
    """Install Debian's Chromium where that is possible without asking anybody."""
    if not (Path("/etc/debian_version").exists() and os.geteuid() == 0 and shutil.which("apt-get")):
        return ""
    print("Installing Chromium for the browser tests (only the first time) …", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive", **os.environ}
    for command in (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "--no-install-recommends", "-y", "chromium"],
    ):
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        if done.returncode:
            print(done.stderr.strip())
            return ""
    return found()


def main() -> None:
    """Run pytest in mode test; without a browser its tests are left out, aloud."""
    os.chdir(PROJECT)
    # Two workers with a database each; files stay whole, because some build their world once.
    spread = ["-n", "2", "--dist", "loadfile"] if not sys.argv[1:] else []
    arguments = ["-m", "pytest", "-q", *spread, *sys.argv[1:]]
    marks = "not slow"
    if browser := found() or brought():
        os.environ["CHROMIUM"] = browser
    elif os.environ.get("REQUIRE_BROWSER") == "1":
        sys.exit("No Chromium: set CHROMIUM, or put chromium on PATH. REQUIRE_BROWSER=1 wants one.")
    else:
        print("No Chromium found: the browser tests are skipped. Set CHROMIUM to run them.")
        marks += " and not browser"
    os.environ["RARESHARE_MODE"] = "test"
    os.execv(sys.executable, [sys.executable, *arguments, "-m", marks])


if __name__ == "__main__":
    main()

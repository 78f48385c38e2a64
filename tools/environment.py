"""Makes .venv and installs a lock into it, once: `environment.py run` or `environment.py dev`.

Needs nothing but Python and pip, and knows nothing of a package registry: pip's own settings do.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
VENV = PROJECT / ".venv"
INSIDE = VENV / "bin" / "python"
STAMP = VENV / "installed"
OLDEST = (3, 11)


def lock(name: str) -> Path:
    """The file that pins every package of a purpose with its hashes."""
    return PROJECT / "requirements" / f"{name}.txt"


def stamp(name: str) -> str:
    """What stands in the stamp when a lock is installed."""
    return f"{name} {hashlib.sha256(lock(name).read_bytes()).hexdigest()}"


def is_ready(purpose: str) -> bool:
    """The development lock holds all of the run lock, so it serves both purposes."""
    if not STAMP.exists() or not runs():
        return False
    return STAMP.read_text().strip() in {stamp(purpose), stamp("dev")}


def runs() -> bool:
    """False where the Python that the environment was made from has moved or gone."""
    # The link's target is enough, and asking costs nothing; starting Python would cost time.
    return INSIDE.exists() and os.access(INSIDE, os.X_OK)


def make() -> None:
    """Make the environment; where Python came without its own pip, use the pip beside it."""
    if runs():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    whole = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True)
    if whole.returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    bare = [sys.executable, "-m", "venv", "--without-pip", str(VENV)]
    if subprocess.run(bare).returncode != 0:
        sys.exit("Python cannot make a virtual environment. On Debian: apt install python3-venv")


def pip() -> list[str]:
    """The environment's own pip, or the outer one told to work inside."""
    own = [str(INSIDE), "-m", "pip"]
    if subprocess.run([*own, "--version"], capture_output=True).returncode == 0:
        return own
    outer = [sys.executable, "-m", "pip"]
    if subprocess.run([*outer, "--version"], capture_output=True).returncode != 0:
        sys.exit("This needs pip. On Debian: apt install python3-pip python3-venv")
    return [*outer, "--python", str(INSIDE)]


def install(purpose: str) -> None:
    """Install exactly what the lock says, each file checked against its hash."""
    STAMP.unlink(missing_ok=True)
    print(f"Installing what requirements/{purpose}.txt pins (only the first time) …", flush=True)
    command = [*pip(), "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--require-hashes", "-r", str(lock(purpose))]
    if subprocess.run(command).returncode != 0:
        sys.exit("The packages could not be installed; the reason stands above.")
    STAMP.write_text(stamp(purpose) + "\n")


def main() -> None:
    """Do nothing where all is there; hold a lock, so that two makes do not meet."""
    if sys.version_info < OLDEST:
        sys.exit(f"RareShare needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    purpose = sys.argv[1]
    if is_ready(purpose):
        return
    with lock(purpose).open() as meeting_point:
        fcntl.flock(meeting_point, fcntl.LOCK_EX)
        if not is_ready(purpose):
            make()
            install(purpose)


if __name__ == "__main__":
    main()

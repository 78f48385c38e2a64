"""podman and buildah: the base image, the build, and containers run as Compose would run them."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tools.image.compose import PROJECT, Service

BASE, IMAGE = "localhost/rareshare-base:bookworm", "localhost/rareshare:proof"
NEEDED = {"podman": "podman", "buildah": "buildah", "runc": "runc", "debootstrap": "debootstrap"}
EXTRA = ["uidmap", "catatonit"]
WHEELS = PROJECT / "wheelhouse"
PYTHON = ["python3", "python3-venv", "python3-pip", "ca-certificates"]
# Left out: limits of memory and processors, which need a cgroup tree that a CI machine may lack.
LIMITS = ["--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024"]


def say(text: str) -> None:
    """One line of the proof's story."""
    print(text, flush=True)


def run(*argv: str, check: bool = True, quiet: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program; where it must not fail, its words end the proof."""
    done = subprocess.run(argv, capture_output=quiet, text=True, cwd=PROJECT)
    if check and done.returncode:
        words = f"{done.stdout or ''}{done.stderr or ''}"[-4000:]
        sys.exit(f"FAILED: {' '.join(argv[:6])} … ({done.returncode})\n{words}")
    return done


def bring_tools() -> None:
    """Install what is missing where that can be done without asking anybody."""
    missing = [package for tool, package in NEEDED.items() if shutil.which(tool) is None]
    if not missing:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        sys.exit(f"The image's proof needs {', '.join(missing)}; Debian and root can install them.")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    run("apt-get", "-qq", "update")
    run("apt-get", "-qq", "install", "-y", "--no-install-recommends", *missing, *EXTRA)


def bring_base() -> None:
    """A base image made from Debian's own packages, because none can be pulled."""
    if run("podman", "image", "exists", BASE, check=False).returncode == 0:
        return
    root = PROJECT / "var" / "image" / "base"
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir(parents=True)
    run("debootstrap", "--variant=minbase", f"--include={','.join(PYTHON)}", "bookworm", str(root))
    pack = f"tar -C '{root}' -c . | podman import --quiet - {BASE}"
    run("bash", "-o", "pipefail", "-c", pack)
    shutil.rmtree(root)


def bring_wheels() -> None:
    """Every package that the lock of production pins, because the build has no network."""
    lock = PROJECT / "requirements" / "base.txt"
    note = WHEELS / "lock"
    if note.exists() and note.read_bytes() == lock.read_bytes():
        return
    shutil.rmtree(WHEELS, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--python-version", "3.11", "--only-binary", ":all:", "--no-deps"]
    # The image's Python may be another 3.11 than ours: take what any of them would ask for.
    unconditional = PROJECT / "var" / "image" / "lock.txt"
    unconditional.parent.mkdir(parents=True, exist_ok=True)
    unconditional.write_text(re.sub(r" ; [^\\\n]+", " ", lock.read_text()))
    run(*command, "--require-hashes", "-r", str(unconditional), "-d", str(WHEELS))
    note.write_bytes(lock.read_bytes())


def build() -> None:
    """Build the Dockerfile as it stands."""
    command = ["buildah", "bud", "--isolation", "chroot", "--tag", IMAGE]
    command += ["--build-arg", f"BASE_IMAGE={BASE}", "--build-arg", "PIP_OPTIONS=--no-index"]
    run(*command, ".")


def container(service: Service, secrets: Path, *, name: str) -> list[str]:
    """The podman command that stands for one service of the Compose file."""
    argv = ["podman", "--runtime", "runc", "run", "--network=host", "--hostname", name, *LIMITS]
    argv += ["--name", name, "--user", service.user, "--pull=never"]
    argv += ["--read-only", "--read-only-tmpfs=false"] if service.read_only else []
    argv += ["--init"] if service.init else []
    for mount in service.tmpfs:
        argv += ["--tmpfs", mount]
    for capability in service.cap_drop:
        argv += [f"--cap-drop={capability}"]
    for option in service.security_opt:
        argv += ["--security-opt", option.removesuffix(":true")]
    for secret in service.secrets:
        argv += ["--volume", f"{secrets / secret}:/run/secrets/{secret}:ro"]
    for key, value in service.environment.items():
        argv += ["--env", f"{key}={value}"]
    return argv


def once(service: Service, secrets: Path, *command: str) -> str:
    """Run a service to its end; another command may take the place of its own."""
    argv = container(service, secrets, name=f"proof-{service.name}")
    return run(*argv, "--rm", IMAGE, *(command or service.command)).stdout


class Running:
    """A started container."""

    def __init__(self, service: Service, secrets: Path, name: str) -> None:
        self.service = service
        self.name = name
        run("podman", "rm", "--force", "--ignore", name)
        argv = container(service, secrets, name=name)
        run(*argv, "--detach", IMAGE, *service.command)

    def wait_until_healthy(self, seconds: float = 60) -> float:
        """Ask with the Compose file's health check; how long it took, in seconds."""
        began = time.monotonic()
        while self.is_up() and time.monotonic() - began < seconds:
            done = self.inside(*self.service.health)
            if done.returncode == 0:
                return time.monotonic() - began
            time.sleep(0.5)
        return sys.exit(f"FAILED: {self.name} is not healthy\n{self.log()}")

    def is_up(self) -> bool:
        """False when its program has ended."""
        state = run("podman", "inspect", "--format", "{{.State.Running}}", self.name)
        return state.stdout.strip() == "true"

    def inside(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """Run a command in the container."""
        return run("podman", "--runtime", "runc", "exec", self.name, *argv, check=False)

    def log(self) -> str:
        """The end of what it said."""
        done = run("podman", "logs", "--tail", "30", self.name, check=False)
        return f"{done.stdout}{done.stderr}"

    def stop(self) -> None:
        """Stop as Compose does; it must end by itself within its time of grace."""
        grace = self.service.grace_seconds
        began = time.monotonic()
        run("podman", "--runtime", "runc", "stop", "--time", str(grace), self.name)
        took = time.monotonic() - began
        state = run("podman", "inspect", "--format", "{{.State.ExitCode}}", self.name)
        if state.stdout.strip() == "137" or took >= grace:
            sys.exit(f"FAILED: {self.name} did not stop within {grace} s\n{self.log()}")
        self.remove()

    def remove(self) -> None:
        """Take it away, running or not."""
        run("podman", "--runtime", "runc", "rm", "--force", "--ignore", self.name, check=False)

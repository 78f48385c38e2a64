"""`make bench`: seed, serve with gunicorn, measure, and write RESULTS.md and results.json.

QUICK=1 takes under 4 minutes. All addresses are on this machine's loopback.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var" / "bench"
QUICK = os.environ.get("QUICK") == "1"
SECONDS, ROUNDS = (2.0, 1) if QUICK else (4.0, 3)
SIZE = {"topics": 10_000, "posts": 200_000, "people": 5_000, "participants": 20_000}


def main() -> None:
    """The whole benchmark."""
    sys.path.insert(0, str(ROOT))
    prepare()
    from bench import report

    facts = fill()
    rows, memory = measure_all(facts)
    rows["reply"], rows["reply_sql"] = reply_times(facts)
    report.write(rows, memory, queries(facts), quick=QUICK)


def prepare() -> None:
    """Own servers and an own database, made anew for each run."""
    from rareshare.embedded import servers

    os.environ.update(RARESHARE_MODE="demo", DJANGO_SETTINGS_MODULE="rareshare.settings")
    app, owner = servers.database_urls(VAR)
    os.environ.update(DATABASE_URL=app, DATABASE_OWNER_URL=owner, REDIS_URL=servers.redis_url(VAR))
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    with connections["owner"].cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", database="owner", verbosity=0)
    call_command("load_conditions")
    call_command("load_demo", verbosity=0)


def fill() -> dict[str, Any]:
    """Seed the big numbers, and make a token for the signed-in requests."""
    from accounts import operations
    from accounts.models import User
    from bench.seed import seed

    began = time.perf_counter()
    facts = seed(dsn("owner"), **SIZE)
    reader = User.objects.get(email="chidi@demo.example")
    facts["token"], _ = operations.issue_token(reader, by=reader)
    print(f"seeded in {time.perf_counter() - began:.0f} s")
    return facts


def dsn(alias: str) -> str:
    """libpq's words for a Django alias."""
    from django.db import connections

    db = connections[alias].settings_dict
    port = f" port={db['PORT']}" if db["PORT"] else ""
    return f"host={db['HOST']} dbname={db['NAME']} user={db['USER']}{port}"


def measure_all(facts: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Every page beside the limits, in rounds, so that a slow minute hits all alike."""
    from bench.load import measure, median

    limits = {"BENCH_DSN": dsn("default"), "BENCH_COMMUNITY": str(facts["community"])}
    with (
        served("bench.limits:bare", limits) as bare,
        served("bench.limits:sql", limits) as sql,
        served("bench.limits:django_app", limits) as django_url,
        served("rareshare.wsgi:application", {}) as (ours),
    ):
        base, process = ours
        signed = {"Authorization": f"Bearer {facts['token']}"}
        pages = addresses(base, facts, signed)
        pages.update(
            wsgi=(f"{bare[0]}/", {}),
            sql_list=(f"{sql[0]}/", {}),
            sql_search=(f"{sql[0]}/?q=thiosulfate", {}),
            django=(f"{django_url[0]}/", {}),
        )
        found: dict[str, list[Any]] = {name: [] for name in pages}
        for _ in range(ROUNDS):
            for name, (url, headers) in pages.items():
                found[name].append(measure(url, seconds=SECONDS, headers=headers))
        memory = pss(process.pid)
    return {name: median(figures) for name, figures in found.items()}, memory


def addresses(
    base: str, facts: dict[str, Any], signed: dict[str, str]
) -> dict[str, tuple[str, dict[str, str]]]:
    """What is measured; the community's talk is opened to all for the signed-out rows."""
    from communities.groups.models import Community

    Community.objects.filter(pk=facts["community"]).update(talk_open=True)
    api, talk = f"{base}/api/v1", f"{base}/c/{facts['public_id']}/talk"
    topics = f"{api}/communities/{facts['public_id']}/topics/"
    posts = f"{api}/topics/{facts['long']}/posts/"
    return {
        "community_page": (f"{base}/c/{facts['slug']}/", {}),
        "community_search": (f"{base}/api/v1/communities/?q=calcifilaxis", {}),
        "topic_list_json": (topics, {}),
        "topic_list_json_signed_in": (topics, signed),
        "topic_list_json_deep": (deep(topics, 200, signed), {}),
        "topic_list_html": (f"{talk}/", {}),
        "topic_html_first": (f"{talk}/{facts['long']}/", {}),
        "topic_html_last": (f"{talk}/{facts['long']}/?page=50", {}),
        "topic_json": (posts, signed),
        "search": (f"{api}/search/?q=thiosulfate&community={facts['public_id']}", signed),
    }


def deep(url: str, pages: int, headers: dict[str, str]) -> str:
    """The address of a page far behind the first, found as a reader would: by next, next, next."""
    for _ in range(pages - 1):
        request = urllib.request.Request(url, headers=headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            url = urljoin(url, json.load(answer)["next"])
    return url


def reply_times(facts: dict[str, Any]) -> tuple[Any, Any]:
    """Posting a reply over HTTP beside the bare transaction of the same rows, in milliseconds."""
    from bench.load import Figure

    count = 100 if QUICK else 300
    with served("rareshare.wsgi:application", {}) as (base, _):
        url = f"{base}/api/v1/topics/{facts['long'] - 1}/posts/"
        http = [timed(post, url, facts["token"], f"A reply, number {n}.") for n in range(count)]
    sql = raw_replies(facts, count)
    return tuple(
        Figure(1000 / statistics.mean(t), statistics.median(t), statistics.quantiles(t, n=100)[98])
        for t in (http, sql)
    )


def post(url: str, token: str, text: str) -> None:
    """One reply through the API."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps({"text": text}).encode()
    request = urllib.request.Request(url, data=body, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        answer.read()


def raw_replies(facts: dict[str, Any], count: int) -> list[float]:
    """The same rows by hand: lock the topic, insert with its search vector, count, commit."""
    import psycopg2

    connection = psycopg2.connect(dsn("default"))

    def reply() -> None:
        with connection, connection.cursor() as cursor:
            topic = facts["long"] - 2
            cursor.execute("SELECT post_count FROM talk_topic WHERE id = %s FOR UPDATE", [topic])
            number = cursor.fetchone()[0] + 1
            cursor.execute(
                "INSERT INTO talk_post (topic_id, community_id, heading, number, author_id, text,"
                " html, language, state, version, created_at) SELECT id, community_id, '', %s,"
                " author_id, 'A reply', '<p>A reply</p>', 'en', 'visible', 1, now()"
                " FROM talk_topic WHERE id = %s",
                [number, topic],
            )
            cursor.execute(
                "UPDATE talk_topic SET post_count = %s, last_post_at = now() WHERE id = %s",
                [number, topic],
            )

    times = [timed(reply) for _ in range(count)]
    connection.close()
    return times


def timed(call: Any, *args: Any) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call(*args)
    return (time.perf_counter() - began) * 1000


def queries(facts: dict[str, Any]) -> dict[str, int]:
    """SQL statements per page, signed out and as a member."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from accounts.models import User

    member = Client()
    member.force_login(User.objects.get(email="chidi@demo.example"))
    talk = f"/c/{facts['public_id']}/talk"
    paths = {
        "community_page": f"/c/{facts['slug']}/",
        "topic_list_html": f"{talk}/",
        "topic_html_first": f"{talk}/{facts['long']}/",
        "community_search": "/communities/?q=calcifilaxis",
    }
    counted = {}
    for name, path in paths.items():
        for who, client in (("", Client()), (" (member)", member)):
            client.get(path)
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counted[name + who] = len(captured)
    return counted


@contextmanager
def served(app: str, extra: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """An application under gunicorn with 2 workers, on a free port of loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {**os.environ, **extra, "RARESHARE_DOOR": "web", "BIND": f"127.0.0.1:{port}"}
    if app.startswith("bench.limits"):
        env.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "-w", "2"]
    if not app.startswith("bench.limits"):
        command += ["--config", "python:rareshare.gunicorn"]
    command += ["-k", "gthread", "--threads", "4", "--log-level", "error"]
    process = subprocess.Popen([*command, "--preload"], cwd=ROOT, env=env)
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}", process
    finally:
        process.terminate()
        process.wait(20)


def wait_for(port: int) -> None:
    """Until the server accepts, at most 30 seconds."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), 1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("a server did not start")


def pss(master: int) -> float:
    """Mean proportional memory of the workers in MiB (what each adds, shared pages divided)."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    sizes = []
    for pid in children:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                sizes.append(int(line.split()[1]) / 1024)
    return statistics.mean(sizes)


if __name__ == "__main__":
    main()

"""The bare limits: WSGI with nothing, WSGI with one query, and the smallest honest Django view.

`gunicorn bench.limits:bare | sql | django_app`; the database comes from BENCH_DSN.
"""

import functools
import os
import threading
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

import psycopg2

DSN = os.environ.get("BENCH_DSN", "")
COMMUNITY = int(os.environ.get("BENCH_COMMUNITY", "0"))
PAGE = b"x" * 5_000
LIST = """
SELECT json_agg(t)::text FROM (
    SELECT id, title, kind, state, pinned, post_count, last_post_at, created_at, author_id
    FROM talk_topic WHERE community_id = %s AND state <> 'removed'
    ORDER BY pinned DESC, last_post_at DESC, id DESC LIMIT 25) t
"""
SEARCH = """
SELECT json_agg(t)::text FROM (
    SELECT p.id, p.topic_id, p.number, ts_rank(p.search, q) AS rank
    FROM talk_post p, websearch_to_tsquery('talk', %s) q
    WHERE p.community_id = %s AND p.search @@ q AND p.state = 'visible'
    ORDER BY rank DESC, p.id DESC LIMIT 20) t
"""
_local = threading.local()
Start = Callable[[str, list[tuple[str, str]]], Any]


def query(sql: str, values: list[Any]) -> bytes:
    """The one value of a query as bytes, on this thread's own connection."""
    if not hasattr(_local, "connection"):
        _local.connection = psycopg2.connect(DSN)
        _local.connection.autocommit = True
    with _local.connection.cursor() as cursor:
        cursor.execute(sql, values)
        return str(cursor.fetchone()[0]).encode()


def bare(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """The least that a web server in Python can do."""
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(PAGE)))])
    return [PAGE]


def sql(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """One query, JSON made by PostgreSQL, no framework."""
    wanted = parse_qs(environ.get("QUERY_STRING", "")).get("q")
    body = query(SEARCH, [wanted[0], COMMUNITY]) if wanted else query(LIST, [COMMUNITY])
    start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def django_app(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """A minimal Django view with the usual middleware and one raw query for the same list."""
    return _django()(environ, start)


def _django() -> Any:
    with _making:
        return _make_django()


_making = threading.Lock()  # the first requests come at once, on several threads


@functools.cache
def _make_django() -> Any:
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpRequest, HttpResponse
    from django.urls import path

    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(query(LIST, [COMMUNITY]), content_type="application/json")

    settings.configure(
        SECRET_KEY="bench",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=(path("", view),),
        INSTALLED_APPS=[
            "django.contrib.sessions",
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.messages",
        ],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
    )
    return get_wsgi_application()

"""How gunicorn serves RareShare: a few processes with a few threads, loaded once and forked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

wsgi_app = "rareshare.wsgi:application"
host, port = os.environ.get("HOST", "127.0.0.1"), os.environ.get("PORT", "8000")
bind = os.environ.get("BIND") or f"{host}:{port}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True
backlog = 512
timeout = 30
graceful_timeout = 25
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
limit_request_line = 4094
limit_request_fields = 60
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1,::1")
control_socket_disable = True  # nothing of ours asks it, and it would need a writable home
# The heartbeat file lives in memory: on a slow disk a busy worker would be taken for a dead one.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
accesslog = None  # paths of private pages and addresses of people stay out of logs
errorlog = "-"
loglevel = os.environ.get("LOG_LEVEL", "warning").lower()


def when_ready(server: Any) -> None:
    """Load the address table and the base of all pages before the fork: no visitor waits for
    them, and the workers share their memory. What is loaded stays, so the garbage collector need
    not look at it again, and does not copy its pages by looking."""
    import gc

    from django.template.loader import get_template
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018 - read for its effect
    get_template("base.html")
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """A connection that the parent opened belongs to the parent alone."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.connection = None

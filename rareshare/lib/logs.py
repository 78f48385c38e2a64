"""Structured logs that hold no name, address, illness or path of a private page."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_DROPPED = {"ip", "user_agent", "referer", "cookie", "query", "body", "email", "name"}
# The first segment of a path names a room; what follows may name a thing or hold a token.
_PATH = re.compile(r"\b(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (/[^/\s?]*)\S*")


def redact(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what may identify a person, and shorten paths to their first segment."""
    for key in list(event):
        if key in _DROPPED:
            del event[key]
        elif isinstance(event[key], str):
            event[key] = _PATH.sub(r"\1 \2/…", _MAIL.sub("[address]", event[key]))
    return event


def configure(*, json: bool, quiet: bool) -> None:
    """Send all log lines through one redacting chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        redact,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,  # a line that nobody keeps is not made at all
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = (
        structlog.processors.JSONRenderer() if json else structlog.dev.ConsoleRenderer(colors=False)
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.ERROR if quiet else logging.WARNING)
    logging.getLogger("rareshare").setLevel(logging.ERROR if quiet else logging.INFO)
    logging.getLogger("django.request").setLevel(logging.ERROR)

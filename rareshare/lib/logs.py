"""Structured logs that hold no name, address, illness or path of a private page."""

import logging
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from pathlib import Path
from typing import Any

import structlog

_MAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_DROPPED = {"ip", "user_agent", "referer", "cookie", "query", "body", "email", "name"}
# The first segment of a path names a room; what follows may name a thing or hold a token.
_PATH = re.compile(r"(\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) |: )(/[^/\s?]*)\S*")
_LONGEST_CHAIN = 5


def redact(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop what may identify a person, and shorten paths to their first segment."""
    for key in list(event):
        if key in _DROPPED:
            del event[key]
        elif isinstance(event[key], str):
            event[key] = _PATH.sub(r"\1\2/…", _MAIL.sub("[address]", event[key]))
    return event


def name_exception(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep an exception's type and where it came from. What it says stays out: it may repeat what
    somebody typed, or a row of the database."""
    told = event.pop("exc_info", None)
    if not told:
        return event
    error = told if isinstance(told, BaseException) else None
    if error is None:
        error = told[1] if isinstance(told, tuple) else sys.exc_info()[1]
    if error is not None:
        chain = list(_chain(error))
        event["exception"] = "\ncaused by ".join(map(_whereabouts, chain))
        _silence(event, chain)
    return event


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or error.__context__


def _whereabouts(error: BaseException) -> str:
    frames = [
        f"{'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno}:{frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    return "\n  ".join([type(error).__qualname__, *frames])


def _silence(event: MutableMapping[str, Any], chain: list[BaseException]) -> None:
    """Some libraries write the exception into their sentence as well."""
    for error in chain:
        for text in filter(None, (repr(error), str(error))):
            for key, value in event.items():
                if key != "exception" and isinstance(value, str):
                    event[key] = value.replace(text, type(error).__qualname__)


def configure(*, json: bool, quiet: bool) -> None:
    """Send all log lines through one redacting chain to standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_exception,
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
        structlog.processors.JSONRenderer()
        if json
        else structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
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

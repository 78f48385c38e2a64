"""What an exception says never reaches a log line; its type and where it came from do."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from django.db import IntegrityError

from accounts.models import User
from rareshare.lib import logs

CANARY = "the-canary-of-alma"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log as production writes it, caught."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.configure(json=True, quiet=True)
    caught = io.StringIO()
    root.handlers[0].setStream(caught)  # type: ignore[attr-defined]
    yield caught
    root.handlers[:], root.level = before, level


def fail() -> None:
    try:
        int(CANARY)
    except ValueError as error:
        raise KeyError(CANARY) from error


def test_structured_lines_name_type_and_place(lines):
    try:
        fail()
    except KeyError:
        structlog.get_logger("rareshare.x").exception("it broke")
    line = json.loads(lines.getvalue())
    assert CANARY not in lines.getvalue()
    assert "KeyError" in line["exception"] and "caused by ValueError" in line["exception"]
    assert "tests/lib/test_logs.py:" in line["exception"] and ":fail" in line["exception"]


def test_lines_of_libraries_too_even_where_they_repeat_the_error(lines):
    try:
        fail()
    except KeyError as error:
        logging.getLogger("celery.x").error("Task raised unexpected: %r", error, exc_info=True)
        logging.getLogger("other").exception("Task failed: %s", error.__cause__)
    assert CANARY not in lines.getvalue()
    for line in map(json.loads, lines.getvalue().splitlines()):
        assert ":fail" in line["exception"]


@pytest.mark.django_db
def test_a_row_of_the_database_stays_in_the_database(lines, cast):
    try:
        User.objects.create(email=cast.alma.email, display_name=CANARY)
    except IntegrityError:
        logging.getLogger("other").exception("cannot save")
    assert "IntegrityError" in lines.getvalue() and "UniqueViolation" in lines.getvalue()
    assert cast.alma.email not in lines.getvalue() and "DETAIL" not in lines.getvalue()


def test_the_path_of_a_broken_page_is_cut(lines):
    logging.getLogger("django.request").error("%s: %s", "Internal Server Error", f"/c/{CANARY}/")
    assert CANARY not in lines.getvalue() and "/c/…" in json.loads(lines.getvalue())["event"]

"""What every test can ask for: the cast, doors opened by one of them, letters, the clock."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import OperationalError, connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from rest_framework.test import APIClient

from accounts.models import User
from tests import cast as casting
from tests import flushing, letterbox
from tests.mailserver import MailServer

# The application role and the owner are two connections to one database; tests name both.
_ALIASES = ["default", "owner"]
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "cast", "outbox"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that touches the database gets both aliases."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is None and _DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ())):
            continue
        kwargs = {**(marker.kwargs if marker else {}), "databases": _ALIASES}
        args = marker.args if marker else ()
        item.add_marker(pytest.mark.django_db(*args, **kwargs), append=False)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_createdb: bool,
) -> Iterator[None]:
    """Set up both aliases whatever was selected: a file that builds its world once carries no
    marker, and must never meet the real database."""
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = setup_databases(0, False, keepdb=keep, aliases=_ALIASES)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            connections.close_all()
            # A browser's last request may still hold it; the next run then makes it anew.
            with suppress(OperationalError):
                teardown_databases(made, 0)


@pytest.fixture(scope="session", autouse=True)
def _flush_as_owner() -> None:
    flushing.install()


@pytest.fixture
def cast(db: None) -> casting.Cast:
    """The cast, each made when first named."""
    return casting.Cast()


@pytest.fixture
def client_for() -> Callable[[User], Client]:
    """`client_for(cast.alma)`: a browser signed in, second factor included."""
    return casting.client_for


@pytest.fixture
def api_for() -> Callable[[User], APIClient]:
    """`api_for(cast.gita)`: an API client that holds a token."""
    return casting.api_for


@pytest.fixture
def anonymous() -> Client:
    """A browser in which nobody is signed in."""
    return Client()


@pytest.fixture
def outbox(db: None) -> letterbox.Outbox:
    """The queued letters."""
    return letterbox.Outbox()


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real SMTP server that the letter engine delivers to."""
    server = MailServer()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 3
    settings.LETTER_LOOKUP_URL = server.lookup_url
    yield server
    server.close()

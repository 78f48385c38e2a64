"""A small catalogue cut from the bundled table, with every trap that the table holds."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from communities.conditions.models import Condition
from tests.communities.conditions.orphadata import product1

Change = Callable[[list[str]], list[str]]
SAMPLE = Path(__file__).with_name("sample.tsv")


def load(path: Path = SAMPLE, **options: object) -> None:
    """`manage.py load_conditions PATH`, without its progress bar."""
    call_command("load_conditions", path, verbosity=0, **options)


def without(text: str) -> Change:
    """The lines that do not hold `text`."""
    return lambda lines: [line for line in lines if text not in line]


def replaced(old: str, new: str) -> Change:
    """The lines with `new` in the place of `old`."""
    return lambda lines: [line.replace(old, new) for line in lines]


@pytest.fixture(scope="module")
def _sample(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Loaded once for all tests of a file, below the savepoint of each."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def catalogue(_sample: None, db: None) -> None:
    """Sixty conditions."""


@pytest.fixture
def calciphylaxis(catalogue: None) -> Condition:
    """The condition that the first community is about."""
    return Condition.objects.get(name="Calciphylaxis")


@pytest.fixture
def table(tmp_path: Path) -> Callable[[Change], Path]:
    """`table(change)`: the sample after `change` was made to its lines."""

    def changed(change: Change) -> Path:
        lines = SAMPLE.read_text("utf-8").splitlines()
        path = tmp_path / "table.tsv"
        path.write_text("\n".join(change(lines)) + "\n", "utf-8")
        return path

    return changed


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """`write(*disorders)`: a file of Orphadata product 1."""

    def written(*disorders: str) -> Path:
        path = tmp_path / "en_product1.xml"
        path.write_bytes(product1(*disorders))
        return path

    return written

"""Chores over many rows: one that fails is undone, named by its class only, and stops no other."""

import pytest

from rareshare.lib import rows
from rareshare.lib.models import Letter


@pytest.mark.django_db
def test_a_row_that_fails_stops_none_after_it(caplog):
    seen = []

    def work(number: int) -> int:
        Letter.objects.filter(pk=-number).update(attempts="no number" if number == 2 else 1)
        seen.append(number)
        return number

    assert rows.each([1, 2, 3], work, what="a test") == 4
    assert seen == [1, 3]
    [line] = [one.msg for one in caplog.records if one.name == rows.__name__]
    assert (line["what"], line["error"]) == ("a test", "ValueError")
    assert "no number" not in str(line)


@pytest.mark.django_db
def test_a_broken_statement_is_undone_alone():
    from django.db import connection

    def work(number: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 / %s", [number])
        return 1

    assert rows.each([0, 1, 0, 2], work, what="a test") == 2

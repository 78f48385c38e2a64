"""The ledger has no gaps and no forks, and every change of a row is found."""

import random
import threading

import pytest
from django.db import DatabaseError, connection, connections, transaction

from rareshare.lib import ledger
from rareshare.lib.models import LedgerEntry

STATEMENTS = [
    "UPDATE lib_ledgerentry SET kind = 'x'",
    "DELETE FROM lib_ledgerentry",
    "TRUNCATE lib_ledgerentry",
    "TRUNCATE lib_ledgerentry CASCADE",
    "ALTER TABLE lib_ledgerentry DISABLE TRIGGER ALL",
    "ALTER TABLE lib_ledgerentry ADD COLUMN x int",
    "DROP TABLE lib_ledgerentry",
    "INSERT INTO lib_ledgerentry SELECT * FROM lib_ledgerentry "
    "ON CONFLICT (seq) DO UPDATE SET kind = 'x'",
    "MERGE INTO lib_ledgerentry l USING (SELECT 1 AS seq) s ON l.seq = s.seq "
    "WHEN MATCHED THEN UPDATE SET kind = 'x'",
    "SET session_replication_role = replica",
    "SET ROLE rareshare_owner",
    "DROP TRIGGER lib_ledgerentry_rows ON lib_ledgerentry",
]


def append(number: int) -> None:
    ledger.append("consent", actor_id=None, subject=f"RS-{number}", facts={"number": number})


def tampered(sql: str) -> ledger.Verdict:
    """What verification says after the owner switched the guards off and ran `sql`."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE lib_ledgerentry DISABLE TRIGGER USER")
        cursor.execute(sql)
    return ledger.verify()


@pytest.mark.django_db(transaction=True)
def test_the_chain_holds():
    for number in range(5):
        with transaction.atomic():
            append(number)
    verdict = ledger.verify()
    assert (verdict.entries, verdict.bad_seq) == (5, None)


@pytest.mark.django_db(transaction=True)
def test_an_entry_needs_the_transaction_of_what_it_records():
    with pytest.raises(RuntimeError):
        append(1)


@pytest.mark.django_db
@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_application_role_cannot_change_it(statement):
    append(1)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert ledger.verify().entries == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE lib_ledgerentry SET body = '{\"number\":9}' WHERE seq = 3",
        "UPDATE lib_ledgerentry SET at = at + interval '1 microsecond' WHERE seq = 3",
        "UPDATE lib_ledgerentry SET actor_id = 1 WHERE seq = 3",
        "DELETE FROM lib_ledgerentry WHERE seq = 3",
    ],
)
def test_every_tamper_is_found_at_its_row(sql):
    with transaction.atomic():
        for number in range(5):
            append(number)
    assert tampered(sql).bad_seq == 3


@pytest.mark.django_db(transaction=True)
def test_fifty_writers_make_no_gap_and_no_fork():
    def write() -> None:
        with transaction.atomic():
            append(random.randrange(10**6))
        connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert LedgerEntry.objects.count() == 50
    assert ledger.verify() == ledger.Verdict(50, LedgerEntry.objects.last().hash)

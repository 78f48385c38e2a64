"""Identifying data: encrypted at rest, opened with a reason, and who saw them is told."""

import pytest
from django.db import connection
from psycopg2 import sql

from rareshare.lib.errors import Invalid, NotAllowed, NotFound
from rareshare.lib.models import LedgerEntry, ReadEntry
from registry.enrollment import operations, queries

WHY = "She asked us to change her address."


def test_staff_say_why_and_the_participant_reads_it(cast, enrolled):
    participant = enrolled(cast.alma)
    contact = operations.open_identity(participant, by=cast.emil, reason=WHY)
    assert (contact.name, contact.date_of_birth) == ("Alma Reyes", "1971-03-27")
    [seen] = queries.disclosures(cast.alma, participant)
    assert (seen.who, seen.reason) == ("Emil, registry staff", WHY)
    assert "name" in seen.fields
    with pytest.raises(NotFound):
        queries.disclosures(cast.fay, participant)


def test_without_a_reason_nothing_opens(cast, enrolled):
    participant = enrolled(cast.alma)
    for reason in ("", "   ", "because"):
        with pytest.raises(Invalid):
            operations.open_identity(participant, by=cast.emil, reason=reason)
    for somebody in (cast.alma, cast.hugo, cast.lena, cast.gita):
        with pytest.raises(NotAllowed):
            operations.open_identity(participant, by=somebody, reason=WHY)
    assert not ReadEntry.objects.exists()


def test_contact_leaves_by_the_participants_word_only(cast, enrolled):
    participant = enrolled(cast.alma)
    with pytest.raises(NotAllowed):
        operations.disclose_contact(
            participant, by=cast.emil, recipient=cast.gita, purpose="study 14"
        )
    contact = operations.disclose_contact(
        participant, by=cast.alma, recipient=cast.gita, purpose="study 14"
    )
    assert (contact.email, contact.date_of_birth) == (cast.alma.email, "")
    [seen] = queries.disclosures(cast.alma, participant)
    assert (seen.who, seen.purpose) == ("Gita", "study 14")
    assert LedgerEntry.objects.filter(kind="contact_disclosed").count() == 1


def test_no_table_holds_plain_identifying_text(cast, enrolled):
    participant = enrolled(cast.alma, channel="phone", phone="+1 605 555 0142")
    operations.start_screening(by=cast.fay, answers={"name": "Fay Unique", "phone": "+49 30 98765"})
    secrets = ["Alma Reyes", "1971-03-27", "605 555 0142", "Fay Unique", "98765"]
    assert participant.identity.phone == "+1 605 555 0142"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
            " AND (table_name LIKE 'enrollment_%%' OR table_name LIKE 'lib_%%')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table)))
            text = "\n".join(row[0] for row in cursor.fetchall())
            for secret in secrets:
                assert secret not in text, table
                assert secret.encode().hex() not in text, table

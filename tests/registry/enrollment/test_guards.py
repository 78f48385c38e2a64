"""What the database itself refuses, to the application role and to the owner."""

import pytest
from django.db import connections, transaction
from django.db.utils import DatabaseError

from registry.enrollment import operations
from registry.enrollment.models import Actor, Participant
from registry.enrollment.states import Relationship, State

APPEND_ONLY = [
    "enrollment_consentrecord",
    "enrollment_permissionanswer",
    "enrollment_participantevent",
    "enrollment_checkresult",
]
ATTACKS = [
    "UPDATE {} SET id = id",
    "DELETE FROM {}",
    "TRUNCATE {} CASCADE",
    "ALTER TABLE {} DISABLE TRIGGER ALL",
    "DROP TABLE {} CASCADE",
]


def refused(alias: str, statement: str) -> bool:
    """True where the database refuses; whatever happened is rolled back."""
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(statement)
            transaction.set_rollback(True, using=alias)
    except DatabaseError:
        return True
    return False


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("attack", ATTACKS)
def test_the_application_role_cannot_change_history(db, table, attack):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone()[0] != connections["owner"].settings_dict["USER"]
    assert refused("default", attack.format(table))


@pytest.mark.django_db(transaction=True)
def test_even_the_owner_cannot_change_a_row_of_history(cast, enrolled, texts):
    enrolled(cast.alma)
    operations.note_check(texts["adult-en"], 0, by=cast.alma, right=True)
    for table in APPEND_ONLY:
        for attack in ATTACKS[:3]:
            assert refused("owner", attack.format(table)), (table, attack)
    assert not refused("owner", "UPDATE enrollment_participant SET version = version + 1")


def test_control_a_plain_table_can_be_changed(cast, enrolled):
    enrolled(cast.alma)
    assert not refused("default", "UPDATE enrollment_participant SET version = version + 1")


def test_a_state_that_is_not_in_the_list_is_refused(cast, enrolled):
    participant = enrolled(cast.alma)
    for change in ({"state": "happy"}, {"consent_version": None}, {"enrolled_at": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Participant.objects.filter(pk=participant.pk).update(**change)
    assert Participant.objects.get(pk=participant.pk).state == State.ENROLLED


def test_one_person_is_oneself_once(cast, enrolled, eligible):
    enrolled(cast.alma)
    other = eligible(cast.fay, name="Fay Moore")
    with pytest.raises(DatabaseError), transaction.atomic():
        Actor.objects.create(participant=other, user=cast.alma, relationship=Relationship.SELF)

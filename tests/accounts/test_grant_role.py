"""Roles: who gives them, what history they leave, and that the history cannot be changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from accounts import operations, queries
from accounts.models import User, UserEvent
from accounts.roles import Role
from rareshare.lib.errors import Invalid, NotAllowed, NotFound

pytestmark = pytest.mark.django_db


def test_an_administrator_gives_and_takes_roles_with_one_row_each(cast):
    user = operations.grant_role(cast.fay, Role.RESEARCHER, by=cast.admin)
    user = operations.grant_role(user, Role.RESEARCHER, by=cast.admin)
    assert user.roles == {"researcher"}
    assert user in queries.people_holding(Role.RESEARCHER)
    user = operations.revoke_role(user, Role.RESEARCHER, by=cast.admin)
    assert user.roles == frozenset()
    steps = [(e.verb, e.role, e.by) for e in user.events.filter(verb__startswith="role")]
    assert steps == [
        ("role_granted", "researcher", cast.admin),
        ("role_revoked", "researcher", cast.admin),
    ]


@pytest.mark.parametrize("who", ["fay", "lena", "emil", "hugo"])
def test_nobody_else_does(cast, who):
    with pytest.raises(NotAllowed):
        operations.grant_role(cast.ben, Role.ADMIN, by=getattr(cast, who))


def test_nobody_gives_a_role_to_themselves_but_may_lay_one_down(cast):
    with pytest.raises(NotAllowed):
        operations.grant_role(cast.admin, Role.COORDINATOR, by=cast.admin)
    assert operations.revoke_role(cast.lena, Role.MODERATOR, by=cast.lena).roles == frozenset()
    with pytest.raises(NotAllowed):
        operations.revoke_role(cast.emil, Role.COORDINATOR, by=cast.lena)


def test_unknown_roles_are_refused_by_operation_and_database(cast):
    with pytest.raises(Invalid):
        operations.grant_role(cast.fay, "emperor", by=None)
    with pytest.raises(DatabaseError), transaction.atomic():
        User.objects.filter(pk=cast.fay.pk).update(role_names=["emperor"])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE accounts_userevent SET verb = 'x'",
        "DELETE FROM accounts_userevent",
        "TRUNCATE accounts_userevent CASCADE",
        "ALTER TABLE accounts_userevent DISABLE TRIGGER ALL",
        "DROP TABLE accounts_userevent",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_role_cannot_change_history(cast, statement):
    assert cast.lena
    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert UserEvent.objects.filter(verb="role_granted").exists()


def test_the_first_administrator_comes_from_the_command_line(cast, capsys):
    call_command("grant_role", cast.fay.email, "admin")
    cast.fay.refresh_from_db()
    assert cast.fay.has_role(Role.ADMIN)
    with pytest.raises(CommandError):
        call_command("grant_role", "nobody@demo.example", "admin")


def test_people_are_found_by_public_id_only_by_people(cast, client):
    from django.contrib.auth.models import AnonymousUser

    assert queries.user_by_public_id(cast.fay, cast.ben.public_id) == cast.ben
    for viewer, key in ((AnonymousUser(), cast.ben.public_id), (cast.fay, "zz")):
        with pytest.raises(NotFound):
            queries.user_by_public_id(viewer, key)


def test_the_admin_page_gives_roles_through_the_operation(cast, client_for):
    client = client_for(cast.admin)
    form = {"action": "grant_role_researcher", "_selected_action": [cast.fay.pk, cast.admin.pk]}
    assert client.post("/admin/accounts/user/", form, follow=True).status_code == 200
    assert User.objects.get(pk=cast.fay.pk).roles == {"researcher"}
    assert User.objects.get(pk=cast.admin.pk).roles == {"admin"}
    page = f"/admin/accounts/user/{cast.fay.pk}/change/"
    client.post(page, {"role_names": "admin", "email": "x@y.example"})
    assert User.objects.get(pk=cast.fay.pk).email == cast.fay.email
    assert client.post("/admin/accounts/user/add/", {}).status_code == 403

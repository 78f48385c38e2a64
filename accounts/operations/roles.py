"""Giving people roles and taking them back."""

from django.db import transaction

from accounts import permissions
from accounts.models import User
from accounts.operations.history import record
from accounts.roles import Role
from rareshare.lib.errors import Invalid, NotAllowed
from rareshare.lib.locks import locked


def grant_role(user: User, role: Role | str, *, by: User | None) -> User:
    """Give a person a role. It opens nothing before the person has a second factor."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_grant_role(by, user):
            raise NotAllowed
        name = _known(role)
        if name not in user.role_names:
            user.role_names = sorted([*user.role_names, name])
            user.save(update_fields=["role_names"])
            record(user, "role_granted", by=by, role=name)
    return user


def revoke_role(user: User, role: Role | str, *, by: User | None) -> User:
    """Take a role back; it ends with the person's next request."""
    with transaction.atomic():
        user = locked(user)
        if not permissions.can_revoke_role(by, user):
            raise NotAllowed
        name = _known(role)
        if name in user.role_names:
            user.role_names = [held for held in user.role_names if held != name]
            user.save(update_fields=["role_names"])
            record(user, "role_revoked", by=by, role=name)
    return user


def _known(role: Role | str) -> str:
    if role not in Role.values:
        raise Invalid("There is no such role.", field="role")
    return str(Role(role).value)

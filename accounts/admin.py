"""Accounts in Django's admin: to look at, and to give or take back roles through operations."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts import operations
from accounts.models import User
from accounts.roles import Role
from rareshare.lib.errors import DomainError

if TYPE_CHECKING:  # the class takes no type at run time
    Base = admin.ModelAdmin[User]
else:
    Base = admin.ModelAdmin

Change = Callable[..., User]


def _action(role: Role, change: Change, words: str) -> Any:
    """An action that changes one role of each chosen person, by the administrator."""

    @admin.action(description=f"{words}: {role.label}")
    def act(_: Any, request: HttpRequest, people: QuerySet[User]) -> None:
        for person in people:
            try:
                change(person, role, by=request.user)
            except DomainError as error:
                messages.error(request, f"{person}: {error.detail}")

    act.__name__ = f"{change.__name__}_{role.value}"
    return act


@admin.register(User)
class UserAdmin(Base):
    """Who has an account and which roles; names and addresses are changed by their people only."""

    list_display = ("display_name", "email", "role_names", "is_active", "joined_at")
    list_filter = ("is_active",)
    search_fields = ("email", "display_name")
    fields = ("public_id", "display_name", "email", "country", "role_names", "is_active")
    readonly_fields = fields
    actions = [
        *(_action(role, operations.grant_role, "Give the role") for role in Role),
        *(_action(role, operations.revoke_role, "Take back the role") for role in Role),
    ]

    def has_add_permission(self, request: Any) -> bool:
        """People open their own accounts."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Accounts are closed, never deleted."""
        return False

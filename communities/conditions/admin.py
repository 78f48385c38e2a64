"""The catalogue in Django's admin: to look at. It changes by imports and operations only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from communities.conditions.models import Condition, ImportRelease

if TYPE_CHECKING:  # the class takes no type at run time
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnly(Base):
    """Nothing can be added, changed or deleted here."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Conditions come from sources."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """What sources say is not edited."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Conditions are retired, never deleted."""
        return False


@admin.register(Condition)
class ConditionAdmin(ReadOnly):
    """One condition with its state."""

    list_display = ("name", "status", "key")
    list_filter = ("status", "letter")
    search_fields = ("name", "key")


@admin.register(ImportRelease)
class ImportReleaseAdmin(ReadOnly):
    """What was imported, and what it changed."""

    list_display = ("source", "release", "at")

"""The catalogue in Django's admin: to look at. It changes by imports and operations only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString

from communities.conditions import queries
from communities.conditions.models import Condition, ImportRelease, RefusedFile

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

    list_display = ("name", "status", "level", "key")
    list_filter = ("status", "level", "letter")
    search_fields = ("name", "key")


@admin.register(ImportRelease)
class ImportReleaseAdmin(ReadOnly):
    """What was imported, and what it changed."""

    list_display = ("product", "language", "release", "at")
    list_filter = ("product", "language")
    fields = ("product", "language", "release", "licence", "digest", "at", "difference_report")
    readonly_fields = ("difference_report",)

    @admin.display(description="What it changed")
    def difference_report(self, obj: ImportRelease) -> SafeString:
        """The same text as `manage.py import_report`."""
        return format_html("<pre>{}</pre>", queries.report(obj))


@admin.register(RefusedFile)
class RefusedFileAdmin(ReadOnly):
    """Files of the drop folder that were not taken, and why."""

    list_display = ("name", "detail", "at")

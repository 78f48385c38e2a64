"""Studies in Django's admin: to look at. They change by what the source says only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin

from communities.trials.models import Trial, TrialSync

if TYPE_CHECKING:  # the class takes no type at run time
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnly(Base):
    """Nothing can be added, changed or deleted here."""

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        """Studies come from the source."""
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """What the source says is not edited."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        """Studies vanish from pages, never from history."""
        return False


@admin.register(Trial)
class TrialAdmin(ReadOnly):
    """One study with its state."""

    list_display = ("nct_id", "title", "status", "last_updated")
    search_fields = ("nct_id", "title")


@admin.register(TrialSync)
class TrialSyncAdmin(ReadOnly):
    """When each illness was last asked about, and what went wrong."""

    list_display = ("condition", "done_at", "due_at", "failures", "bad_records", "note")
    list_select_related = ("condition",)

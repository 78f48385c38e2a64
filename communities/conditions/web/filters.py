"""What the list of conditions may be filtered and ordered by."""

from django.db.models import QuerySet

from communities.conditions import queries
from communities.conditions.models import Condition, System
from communities.conditions.states import Status
from rareshare.lib import filters
from rareshare.lib.errors import Invalid
from rareshare.lib.text import clean_line

LETTERS = "abcdefghijklmnopqrstuvwxyz0"
Rows = QuerySet[Condition]


class ConditionFilters(filters.Filters):
    """All conditions in use by name, unless something else is asked for."""

    letter = filters.CharFilter(method="by_letter", label="a to z, or 0 for the rest")
    code = filters.CharFilter(method="by_code", label="such as ORPHA:280062 or 280062")
    system = filters.ChoiceFilter(
        choices=System.choices, method="by_system", label="conditions with a code of this system"
    )
    status = filters.ChoiceFilter(choices=Status.choices, label="active where nothing is sent")

    orders = {
        "name": ("sort_name", "id"),
        "-name": ("-sort_name", "-id"),
        "changed": ("changed_at", "id"),
        "-changed": ("-changed_at", "-id"),
    }

    def filter_queryset(self, queryset: Rows) -> Rows:
        """Retired conditions are listed for those who ask for them."""
        if not self.form.cleaned_data["status"]:
            queryset = queryset.filter(status=Status.ACTIVE)
        found: Rows = super().filter_queryset(queryset)
        return found

    def by_letter(self, rows: Rows, name: str, value: str) -> Rows:
        """The names that begin with a letter."""
        letter = clean_line(value, name, limit=1).lower()
        if letter not in LETTERS:
            raise Invalid("Send one letter from a to z, or 0.", field=name)
        return rows.filter(letter=letter)

    def by_code(self, rows: Rows, name: str, value: str) -> Rows:
        """The conditions that bear a code."""
        return rows.filter(pk__in=queries.bearers_of_code(clean_line(value, name, limit=40)))

    def by_system(self, rows: Rows, _name: str, value: str) -> Rows:
        """The conditions that have any code of a system."""
        return queries.with_code_of(rows, value)

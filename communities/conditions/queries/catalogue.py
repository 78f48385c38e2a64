"""Reading the catalogue: one condition, its letter, its place. Everybody may see all of it."""

from django.db.models import QuerySet

from communities.conditions.models import Condition
from communities.conditions.models.entry import read_code


def conditions_with_code(text: str) -> QuerySet[Condition]:
    """The conditions in use that bear a code, such as `ORPHA:280062`."""
    asked = read_code(text)
    if asked is None:
        return Condition.objects.none()
    system, value = asked
    found = Condition.objects.active().filter(codes__search_value=value)
    return (found.filter(codes__system=system) if system else found).distinct()

"""Reading the catalogue: by key, slug, code or letter."""

from django.db.models import Count, Exists, OuterRef, QuerySet

from communities.conditions.models import Condition, ConditionCode
from communities.conditions.models.condition import ConditionQuerySet
from communities.conditions.models.entry import read_code
from rareshare.lib.errors import NotFound


def conditions_in_use(letter: str = "") -> ConditionQuerySet:
    """The conditions in use by name; with a letter those that begin with it, 0 standing for
    everything that begins with none."""
    found = Condition.objects.active().order_by("sort_name", "id")
    return found.filter(letter=letter) if letter else found


def letters_in_use() -> dict[str, int]:
    """How many conditions in use begin with each letter, numbers (0) last."""
    counted = Condition.objects.active().values_list("letter").annotate(Count("id"))
    return dict(sorted(counted, key=lambda row: (row[0] == "0", row[0])))


def all_conditions() -> ConditionQuerySet:
    """Every condition that is or was in use."""
    return Condition.objects.all()


def bearers_of_code(text: str) -> list[int]:
    """The numbers of the conditions that bear a code, such as `ORPHA:280062`. Without a prefix it
    may be of any system; one code may stand on several conditions."""
    asked = read_code(text)
    if asked is None:
        return []
    systems, value = asked
    bearing = ConditionCode.objects.filter(search_value=value, system__in=systems)
    # A statement of its own: joined, a planner without statistics may compare every code there is.
    return list(bearing.values_list("condition", flat=True))


def conditions_with_code(text: str) -> ConditionQuerySet:
    """The conditions in use that bear a code."""
    return conditions_in_use().filter(pk__in=bearers_of_code(text))


def with_code_of(rows: QuerySet[Condition], system: str) -> QuerySet[Condition]:
    """Those of `rows` that have a code of a coding system."""
    mine = ConditionCode.objects.filter(condition=OuterRef("pk"), system=system)
    return rows.filter(Exists(mine))


def condition_by_slug(slug: str) -> Condition:
    """The condition at a page's address, in use or retired."""
    return one_of(Condition.objects.filter(slug=slug))


def condition_by_key(key: str) -> Condition:
    """The condition with a key, in use or retired."""
    return one_of(Condition.objects.filter(key=key))


def one_of(found: QuerySet[Condition]) -> Condition:
    """The only row, with what replaced it."""
    condition = found.select_related("replaced_by").first()
    if condition is None:
        raise NotFound
    return condition

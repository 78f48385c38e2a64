"""Reading the catalogue: by key, slug, code or letter, and all about one condition at once."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from communities.conditions.models import (
    Condition,
    ConditionCode,
    ConditionName,
    ConditionParent,
    NameKind,
    System,
)
from communities.conditions.models.condition import ConditionQuerySet
from communities.conditions.models.entry import read_code
from communities.conditions.states import Status
from rareshare.lib.errors import NotFound

_SYSTEMS = list(System.values)


@dataclass(frozen=True, slots=True)
class Card:
    """All that the catalogue says about one condition."""

    condition: Condition
    names: list[dict[str, Any]] = field(default_factory=list)
    codes: list[dict[str, Any]] = field(default_factory=list)
    parents: list[dict[str, Any]] = field(default_factory=list)
    children: list[dict[str, Any]] = field(default_factory=list)

    @property
    def other_names(self) -> list[dict[str, Any]]:
        """The names beside the title, each spelling once: sources repeat themselves in capitals."""
        title = self.condition.name.casefold()
        once = {row["text"].casefold(): row for row in reversed(self.names)}
        return [once[key] for key in sorted(once) if key != title]

    @property
    def names_shown(self) -> dict[str, list[dict[str, Any]]]:
        """The other names, those that members use apart; empty where there is none."""
        parts: dict[str, list[dict[str, Any]]] = {}
        for row in self.other_names:
            part = "members" if row["kind"] == NameKind.COMMUNITY else "ours"
            parts.setdefault(part, []).append(row)
        return parts

    @property
    def listed_parents(self) -> list[dict[str, Any]]:
        """The wider groups that have a page."""
        return [row for row in self.parents if row["status"] == Status.ACTIVE]


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
    return _one(Condition.objects.filter(slug=slug))


def condition_by_key(key: str) -> Condition:
    """The condition with a key, in use or retired."""
    return _one(Condition.objects.filter(key=key))


def card_by_slug(slug: str) -> Card:
    """All about the condition at a page's address, in one statement."""
    return _card(_one(_with_all(Condition.objects.filter(slug=slug))))


def card_by_key(key: str) -> Card:
    """All about the condition with a key, in one statement."""
    return _card(_one(_with_all(Condition.objects.filter(key=key))))


def _one(found: QuerySet[Condition]) -> Condition:
    condition = found.select_related("replaced_by").first()
    if condition is None:
        raise NotFound
    return condition


def _with_all(found: QuerySet[Condition]) -> QuerySet[Condition]:
    mine = OuterRef("pk")
    names = ConditionName.objects.filter(condition=mine).order_by("text", "source")
    codes = ConditionCode.objects.filter(condition=mine).order_by("system", "value", "source")
    parents = ConditionParent.objects.filter(child=mine).order_by("parent_code")
    children = ConditionParent.objects.filter(parent=mine, child__status=Status.ACTIVE)
    return found.annotate(
        all_names=ArraySubquery(names.values(row=_row("text", "kind", "language", "source"))),
        all_codes=ArraySubquery(codes.values(row=_row("system", "value", "source"))),
        all_parents=ArraySubquery(
            parents.values(
                row=JSONObject(
                    code=F("parent_code"),
                    key=F("parent__key"),
                    slug=F("parent__slug"),
                    name=F("parent__name"),
                    status=F("parent__status"),
                )
            )
        ),
        all_children=ArraySubquery(
            children.order_by("child__sort_name", "child__id").values(
                row=JSONObject(key=F("child__key"), slug=F("child__slug"), name=F("child__name"))
            )
        ),
    )


def _row(*fields: str) -> JSONObject:
    return JSONObject(**{name: F(name) for name in fields})


def _card(condition: Condition) -> Card:
    rows: Any = condition
    names = sorted(rows.all_names, key=lambda row: row["kind"] != NameKind.PREFERRED)
    codes = sorted(rows.all_codes, key=lambda row: _SYSTEMS.index(row["system"]))
    return Card(condition, names, codes, rows.all_parents, _once(rows.all_children))


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two sources may both place a condition here."""
    return list({row["key"]: row for row in rows}.values())

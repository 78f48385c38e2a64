"""All that the catalogue says about one condition, read in one statement."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import get_language_info

from communities.conditions.models import (
    Condition,
    ConditionCode,
    ConditionName,
    ConditionParent,
    Definition,
    ImportRelease,
    NameKind,
    Prevalence,
    Product,
    Source,
    System,
)
from communities.conditions.models.places import code_url
from communities.conditions.models.record import shown
from communities.conditions.queries import facts
from communities.conditions.queries.catalogue import one_of
from communities.conditions.states import Status
from rareshare.lib.errors import NotFound

_SYSTEMS = list(System.values)
HOUSE_LANGUAGE = "en"
_WRITERS = {System.ORPHA: "Orphanet", System.GARD: "the center for rare diseases of the US (GARD)"}


@dataclass(frozen=True, slots=True)
class Card:
    """All that the catalogue says about one condition."""

    condition: Condition
    names: list[dict[str, Any]] = field(default_factory=list)
    codes: list[dict[str, Any]] = field(default_factory=list)
    parents: list[dict[str, Any]] = field(default_factory=list)
    children: list[dict[str, Any]] = field(default_factory=list)
    definitions: list[dict[str, Any]] = field(default_factory=list)
    prevalences: list[dict[str, Any]] = field(default_factory=list)
    releases: list[dict[str, Any]] = field(default_factory=list)

    @property
    def definition(self) -> dict[str, Any] | None:
        """One definition in the language of the house, Orphanet's first, as HTML."""
        mine = [row for row in self.definitions if row["language"] == HOUSE_LANGUAGE]
        best = sorted(mine, key=lambda row: row["source"] != Source.ORPHANET)
        return {**best[0], "html": shown(best[0]["text"])} if best else None

    @property
    def prevalences_shown(self) -> list[dict[str, Any]]:
        """How common it is, in plain words."""
        return facts.prevalences_shown(self.prevalences)

    @property
    def codes_shown(self) -> dict[str, list[dict[str, Any]]]:
        """The codes by system, each once, with where to look them up and how they fit."""
        systems: dict[str, dict[str, dict[str, Any]]] = {}
        for row in sorted(self.codes, key=lambda row: row["relation"] != "E"):
            fit = facts.code_fit(row["relation"], validated=row["validated"])
            line = {**row, "url": code_url(row["system"], row["value"]), "fit": fit}
            systems.setdefault(row["system"], {}).setdefault(row["value"], line)
        order = sorted(systems, key=_SYSTEMS.index)
        return {system: list(systems[system].values()) for system in order}

    @property
    def readings(self) -> list[dict[str, Any]]:
        """Where doctors' sites write about just this condition."""
        shown = self.codes_shown
        found = []
        for system, name in _WRITERS.items():
            exact = [row for row in shown.get(system, []) if row["url"] and not row["fit"]]
            found += [{"name": name, "url": exact[0]["url"]}] if exact else []
        return found

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The releases that stand behind what this card says."""
        behind = {row["source"] for row in [*self.names, *self.codes]}
        languages = {row["language"] for row in self.names} | {HOUSE_LANGUAGE}
        mine = [
            row
            for row in self.releases
            if row["source"] in behind
            and row["language"] in languages
            and (self.prevalences or row["product"] != Product.PREVALENCE)
        ]
        return newest_only(mine)

    @property
    def other_names(self) -> list[dict[str, Any]]:
        """The names beside the title, each spelling once: sources repeat themselves in capitals."""
        title = self.condition.name.casefold()
        mine = [row for row in self.names if row["language"] == HOUSE_LANGUAGE]
        once = {row["text"].casefold(): row for row in reversed(mine)}
        return [once[key] for key in sorted(once) if key != title]

    @property
    def foreign_names(self) -> dict[str, list[str]]:
        """The names in other languages, by language, each spelling once."""
        found: dict[str, dict[str, str]] = {}
        for row in self.names:
            if row["language"] != HOUSE_LANGUAGE:
                found.setdefault(row["language"], {}).setdefault(
                    row["text"].casefold(), row["text"]
                )
        return {language: list(found[language].values()) for language in sorted(found)}

    @property
    def names_by_language(self) -> list[dict[str, Any]]:
        """The same with the language's own English name, for readers."""
        return [
            {"code": code, "language": language_name(code), "names": names}
            for code, names in self.foreign_names.items()
        ]

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


def language_name(code: str) -> str:
    """A language in words, such as French; its code where nobody gave it a name."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return code


def sources_in_use() -> list[dict[str, Any]]:
    """The newest release of each source and product."""
    found = _newest_releases().filter(language=HOUSE_LANGUAGE)
    rows = found.values("source", "product", "language", "release", "licence")
    return newest_only([dict(row) for row in rows])


def newest_only(releases: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without the bundled table where a release of Mondo came after it."""
    products = {row["product"] for row in releases}
    covered = {Product.TABLE} if Product.GRAPH in products else set()
    return [row for row in releases if row["product"] not in covered]


def card_by_slug(slug: str) -> Card:
    """All about the condition at a page's address, in one statement."""
    return _card(one_of(_with_all(Condition.objects.filter(slug=slug))))


def card_by_key(key: str) -> Card:
    """All about the condition with a key, in one statement."""
    return _card(one_of(_with_all(Condition.objects.filter(key=key))))


def card_at(address: str) -> Card:
    """All about the condition with a key, or with the slug of its public page."""
    try:
        return card_by_key(address)
    except NotFound:
        return card_by_slug(address)


def _with_all(found: QuerySet[Condition]) -> QuerySet[Condition]:
    mine = OuterRef("pk")
    names = ConditionName.objects.filter(condition=mine).order_by("text", "source")
    codes = ConditionCode.objects.filter(condition=mine).order_by("system", "value", "source")
    parents = ConditionParent.objects.filter(child=mine).order_by("parent_code")
    children = ConditionParent.objects.filter(parent=mine, child__status=Status.ACTIVE)
    definitions = Definition.objects.filter(condition=mine).order_by("language", "source")
    prevalences = Prevalence.objects.filter(condition=mine).order_by("kind", "place", "id")
    releases = _newest_releases()
    return found.annotate(
        all_definitions=ArraySubquery(definitions.values(row=_row("text", "language", "source"))),
        all_prevalences=ArraySubquery(
            prevalences.values(
                row=_row("kind", "share", "mean", "place", "validated", "pmids", "source")
            )
        ),
        all_releases=ArraySubquery(
            releases.values(row=_row("source", "product", "language", "release", "licence"))
        ),
        all_names=ArraySubquery(names.values(row=_row("text", "kind", "language", "source"))),
        all_codes=ArraySubquery(
            codes.values(row=_row("system", "value", "relation", "validated", "source"))
        ),
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


def _newest_releases() -> QuerySet[ImportRelease]:
    newest = ImportRelease.objects.order_by("source", "product", "language", "-at", "-pk")
    return newest.distinct("source", "product", "language")


def _row(*fields: str) -> JSONObject:
    return JSONObject(**{name: F(name) for name in fields})


def _card(condition: Condition) -> Card:
    rows: Any = condition
    names = sorted(rows.all_names, key=lambda row: row["kind"] != NameKind.PREFERRED)
    codes = sorted(rows.all_codes, key=lambda row: _SYSTEMS.index(row["system"]))
    return Card(
        condition,
        names,
        codes,
        rows.all_parents,
        _once(rows.all_children),
        rows.all_definitions,
        rows.all_prevalences,
        rows.all_releases,
    )


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two sources may both place a condition here."""
    return list({row["key"]: row for row in rows}.values())

"""The public addresses of the house for search engines, in parts; nothing behind a sign-in."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.cache import cache
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse

from communities.conditions.models import Condition
from communities.groups.models import Community
from communities.groups.states import State as GroupState

MOST_ADDRESSES = 5000  # in one part; the protocol would take ten times as many
KEPT = 24 * 3600  # seconds; what changes has another name, so nothing old is ever found
_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ALWAYS = [
    "home:front",
    "groups:communities",
    "conditions:conditions",
    "enrollment:registry",
    "library:shelf-library",
    "library:shelf-news",
    "home:help",
    "home:contact",
    "home:privacy",
    "home:accessibility",
]


@dataclass(frozen=True)
class Place:
    """One address, and when what stands there changed last, where that is known."""

    path: str
    changed: datetime | None = None


@dataclass(frozen=True)
class State:
    """How many addresses a kind has and when one of them changed last: its content in short."""

    count: int
    changed: datetime | None = None

    @property
    def parts(self) -> int:
        """How many parts hold them all."""
        return -(-self.count // MOST_ADDRESSES)


def _conditions() -> QuerySet[Any]:
    return Condition.objects.active().values_list("slug", "changed_at").order_by("pk")


def _communities() -> QuerySet[Any]:
    written = Coalesce(Max("sections__versions__written_at"), "created_at")
    found = Community.objects.open().annotate(written=written)
    return found.values_list("slug", "written").order_by("pk")


def _trials() -> QuerySet[Any]:
    """Only where there is a community and at least one study to read about."""
    led = Condition.objects.active().filter(communities__state=GroupState.OPEN)
    shown = led.filter(trial_matches__isnull=False, trial_matches__hidden_at=None)
    rows = shown.annotate(studied=Max("trial_matches__trial__changed_at"))
    return rows.values_list("slug", "studied").order_by("pk")


@dataclass(frozen=True)
class Rows:
    """A kind of addresses that the database knows."""

    rows: Callable[[], QuerySet[Any]]
    changed: str
    address: Callable[[str], str]

    def state(self) -> State:
        """One statement for all of them."""
        found = self.rows().order_by().aggregate(n=Count("pk"), at=Max(self.changed))
        return State(found["n"], found["at"])

    def places(self, number: int) -> Iterator[Place]:
        """One part of them."""
        start = (number - 1) * MOST_ADDRESSES
        for slug, changed in self.rows()[start : start + MOST_ADDRESSES].iterator():
            yield Place(self.address(slug), changed)


KINDS = {
    "communities": Rows(_communities, "written", lambda slug: f"/c/{slug}/"),
    "trials": Rows(_trials, "studied", lambda slug: f"/conditions/{slug}/trials/"),
    "conditions": Rows(_conditions, "changed_at", lambda slug: f"/conditions/{slug}/"),
}


def index() -> str:
    """The list of all parts."""
    states = {kind: rows.state() for kind, rows in KINDS.items()}
    places = [Place(_part("site", 1))]
    for kind, state in states.items():
        places += [Place(_part(kind, n), state.changed) for n in range(1, state.parts + 1)]
    return _document("sitemapindex", "sitemap", places)


def part(kind: str, number: int) -> str | None:
    """One part, made once for as long as its content stays; None where there is no such part."""
    if kind == "site":
        return _document("urlset", "url", _fixed()) if number == 1 else None
    if kind not in KINDS:
        return None
    state = KINDS[kind].state()
    if not 1 <= number <= state.parts:
        return None
    key = f"sitemap:{_digest(settings.BASE_URL, kind, number, state)}"
    document: str | None = cache.get(key)
    if document is None:
        document = _document("urlset", "url", KINDS[kind].places(number))
        cache.set(key, document, KEPT)
    return document


def _fixed() -> Iterator[Place]:
    for name in _ALWAYS:
        yield Place(reverse(name))


def _part(kind: str, number: int) -> str:
    return reverse("home:sitemap-part", args=[kind, number])


def _digest(*facts: object) -> str:
    return sha256(repr(facts).encode()).hexdigest()


def _document(root: str, entry: str, places: Iterable[Place]) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_SCHEMA}">']
    base = settings.BASE_URL.rstrip("/")
    for place in places:
        changed = f"<lastmod>{place.changed:%Y-%m-%d}</lastmod>" if place.changed else ""
        lines.append(f"<{entry}><loc>{escape(base + place.path)}</loc>{changed}</{entry}>")
    return "\n".join([*lines, f"</{root}>", ""])

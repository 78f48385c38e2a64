"""The library of a community: everybody reads, members suggest, its leader decides."""

from datetime import date

from communities.library import operations
from tests.access import Row, World, api, page
from tests.access.groups import EVERYONE, MEMBERS, place

_LINK = {"title": "A warm winter", "source": "The Daily"}
_DAY = {"published_on_day": "27", "published_on_month": "3", "published_on_year": "2024"}
_NEW = {"url": "https://news.example.org/new"}
RESOURCE = {
    "kind": "guide",
    "title": "How to keep warm",
    "description": "Ten pages.",
    "url": "https://warm.example.org/",
}


def build(world: World) -> None:
    """Alma's suggestion waits; one link is shown."""
    for person, address in ((world.cast.alma, "waiting"), (world.cast.dora, "shown")):
        link = operations.suggest_news_link(
            world.community,
            by=person,
            url=f"https://news.example.org/{address}",
            published_on=date(2024, 3, 27),
            **_LINK,
        )
        setattr(world, f"{address}_link", link)


def waiting(world: World) -> dict[str, object]:
    """The suggestion."""
    return {**place(world), "pk": world.waiting_link.pk}


def shown(world: World) -> dict[str, object]:
    """The link that everybody sees."""
    return {**place(world), "pk": world.shown_link.pk}


_DECISION = {"decision": "approved"}
_FORM = {**_LINK, **_DAY, **_NEW}
ROWS = [
    Row("library:library", "GET", EVERYONE, place),
    Row("library:news-link", "GET", page(others=403, **MEMBERS), place),
    Row(
        "library:news-link",
        "POST",
        page(others=403, **dict.fromkeys(MEMBERS, 302)),
        place,
        _FORM,
    ),
    Row("library:decision", "POST", page(others=404, alma=403, dora=302), waiting, _DECISION),
    Row("library:resource", "GET", page(others=403, dora=200), place),
    Row("library:resource", "POST", page(others=403, dora=302), place, RESOURCE),
    Row("library-api:news", "GET", EVERYONE, place),
    Row(
        "library-api:news",
        "POST",
        api(others=403, **dict.fromkeys(MEMBERS, 201)),
        place,
        {**_LINK, **_NEW, "published_on": "2024-03-27"},
    ),
    Row("library-api:suggestions", "GET", api(), place),
    Row("library-api:news-link", "GET", EVERYONE, shown),
    Row("library-api:decision", "POST", api(others=404, alma=403, dora=200), waiting, _DECISION),
    Row("library-api:resources", "GET", EVERYONE, place),
    Row("library-api:resources", "POST", api(others=403, dora=201), place, RESOURCE),
]

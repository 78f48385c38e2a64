"""Libraries: everybody reads, members suggest; leaders decide, and moderators for the site."""

from datetime import date

from communities.library import operations
from tests.access import Row, World, api, page
from tests.access.groups import EVERYONE, MEMBERS, place

_LINK = {"title": "A warm winter", "source": "The Daily"}
_DAY = {"published_on_day": "27", "published_on_month": "3", "published_on_year": "2024"}
_NEW = {"url": "https://news.example.org/new"}
_FEED = {"title": "The Daily", "url": "https://news.example.org/feed.xml"}
RESOURCE = {
    "kind": "guide",
    "title": "How to keep warm",
    "description": "Ten pages.",
    "url": "https://warm.example.org/",
}


def build(world: World) -> None:
    """Alma's suggestions wait, to her community and to the whole site; others are shown."""
    cast = world.cast
    for person, name in ((cast.alma, "waiting"), (cast.dora, "shown")):
        _fill(world, name, world.community, person)
    for person, name in ((cast.alma, "site_waiting"), (cast.lena, "site_shown")):
        _fill(world, name, None, person)
    for name, community, person in (
        ("feed", world.community, cast.dora),
        ("site_feed", None, cast.lena),
    ):
        setattr(world, name, operations.add_feed(community, by=person, title="T", url=_url(name)))


def _url(name: str) -> str:
    return f"https://news.example.org/{name}"


def _fill(world: World, name: str, community: object, person: object) -> None:
    link = operations.suggest_news_link(
        community, by=person, url=_url(name), published_on=date(2024, 3, 27), **_LINK
    )
    kept = operations.suggest_resource(community, by=person, **{**RESOURCE, "url": _url(name)})
    setattr(world, f"{name}_link", link)
    setattr(world, f"{name}_resource", kept)


def at(name: str, *, site: bool = False):
    """The address parts of one thing that was built."""

    def parts(world: World) -> dict[str, object]:
        where = {} if site else place(world)
        return {**where, "pk": getattr(world, name).pk}

    return parts


def _etag(name: str):
    return lambda world: {"If-Match": f'"{getattr(world, name).version}"'}


_DECISION = {"decision": "approved"}
_FORM = {**_LINK, **_DAY, **_NEW}
_FIRST = {"version": "1"}  # what stands there was never corrected
_CHANGED, _CHANGED_RESOURCE = {**_FORM, **_FIRST}, {**RESOURCE, **_FIRST}
_JSON = {**_LINK, **_NEW, "published_on": "2024-03-27"}
_MAY = dict.fromkeys(MEMBERS, 302)
_LEADER = {"others": 404, "alma": 403}
_MODERATOR = {"others": 403}
ROWS = [
    Row("library:library", "GET", EVERYONE, place),
    Row("library:news", "GET", EVERYONE, place),
    Row("library:news-link", "GET", page(others=403, **MEMBERS), place),
    Row("library:news-link", "POST", page(others=403, **_MAY), place, _FORM),
    Row("library:resource", "GET", page(others=403, **MEMBERS), place),
    Row("library:resource", "POST", page(others=403, **_MAY), place, RESOURCE),
    Row("library:waiting", "GET", page(others=403, dora=200), place),
    Row("library:decision", "GET", page(**_LEADER, dora=200), at("waiting_link")),
    Row("library:decision", "POST", page(**_LEADER, dora=302), at("waiting_link"), _DECISION),
    Row("library:resource-decision", "GET", page(**_LEADER, dora=200), at("waiting_resource")),
    Row(
        "library:resource-decision",
        "POST",
        page(**_LEADER, dora=302),
        at("waiting_resource"),
        _DECISION,
    ),
    Row("library:news-change", "GET", page(**_LEADER, dora=200), at("waiting_link")),
    Row("library:news-change", "POST", page(**_LEADER, dora=302), at("waiting_link"), _CHANGED),
    Row("library:resource-change", "GET", page(**_LEADER, dora=200), at("waiting_resource")),
    Row(
        "library:resource-change",
        "POST",
        page(**_LEADER, dora=302),
        at("waiting_resource"),
        _CHANGED_RESOURCE,
    ),
    Row("library:feeds", "GET", page(others=403, dora=200), place),
    Row("library:feeds", "POST", page(others=403, dora=302), place, _FEED),
    Row("library:feed-stop", "POST", page(others=403, dora=302), at("feed")),
    Row("library:feed", "GET", EVERYONE, lambda world: {"slug": world.community.slug}),
    Row("library:mine", "GET", page()),
    Row("library:shelf-feed", "GET", EVERYONE),
    Row("library:shelf-library", "GET", EVERYONE),
    Row("library:shelf-news", "GET", EVERYONE),
    Row("library:shelf-news-link", "GET", page()),
    Row("library:shelf-news-link", "POST", page(others=302), {}, _FORM),
    Row("library:shelf-resource", "GET", page()),
    Row("library:shelf-resource", "POST", page(others=302), {}, RESOURCE),
    Row("library:shelf-waiting", "GET", page(**_MODERATOR, lena=200)),
    *(
        Row(
            f"library:shelf-{name}",
            method,
            page(**_MODERATOR, lena=status),
            at(thing, site=True),
            data,
        )
        for name, thing, form in (
            ("decision", "site_waiting_link", _DECISION),
            ("resource-decision", "site_waiting_resource", _DECISION),
            ("news-change", "site_waiting_link", _CHANGED),
            ("resource-change", "site_waiting_resource", _CHANGED_RESOURCE),
        )
        for method, status, data in (("GET", 200, {}), ("POST", 302, form))
    ),
    Row("library:shelf-feeds", "GET", page(**_MODERATOR, lena=200)),
    Row("library:shelf-feeds", "POST", page(**_MODERATOR, lena=302), {}, _FEED),
    Row(
        "library:shelf-feed-stop", "POST", page(**_MODERATOR, lena=302), at("site_feed", site=True)
    ),
    Row("library-api:news", "GET", EVERYONE, place),
    Row(
        "library-api:news",
        "POST",
        api(others=403, **dict.fromkeys(MEMBERS, 201)),
        place,
        _JSON,
    ),
    Row("library-api:news-link", "GET", EVERYONE, at("shown_link")),
    Row(
        "library-api:news-link",
        "PUT",
        api(others=403, dora=200),
        at("shown_link"),
        _JSON,
        headers=_etag("shown_link"),
    ),
    Row("library-api:decision", "POST", api(**_LEADER, dora=200), at("waiting_link"), _DECISION),
    Row("library-api:resources", "GET", EVERYONE, place),
    Row(
        "library-api:resources",
        "POST",
        api(others=403, **dict.fromkeys(MEMBERS, 201)),
        place,
        RESOURCE,
    ),
    Row("library-api:resource", "GET", EVERYONE, at("shown_resource")),
    Row(
        "library-api:resource",
        "PUT",
        api(others=403, dora=200),
        at("shown_resource"),
        RESOURCE,
        headers=_etag("shown_resource"),
    ),
    Row(
        "library-api:resource-decision",
        "POST",
        api(**_LEADER, dora=200),
        at("waiting_resource"),
        _DECISION,
    ),
    Row("library-api:feeds", "GET", api(others=403, dora=200), place),
    Row("library-api:feeds", "POST", api(others=403, dora=201), place, _FEED),
    Row("library-api:feed", "GET", api(others=403, dora=200), at("feed")),
    Row("library-api:feed", "DELETE", api(others=403, dora=204), at("feed")),
    Row("library-api:shelf-news", "GET", EVERYONE),
    Row("library-api:shelf-news", "POST", api(others=201), {}, _JSON),
    Row("library-api:shelf-news-link", "GET", EVERYONE, at("site_shown_link", site=True)),
    Row(
        "library-api:shelf-news-link",
        "PUT",
        api(others=403, lena=200),
        at("site_shown_link", site=True),
        _JSON,
        headers=_etag("site_shown_link"),
    ),
    Row(
        "library-api:shelf-decision",
        "POST",
        api(others=404, alma=403, lena=200),
        at("site_waiting_link", site=True),
        _DECISION,
    ),
    Row("library-api:shelf-resources", "GET", EVERYONE),
    Row("library-api:shelf-resources", "POST", api(others=201), {}, RESOURCE),
    Row("library-api:shelf-resource", "GET", EVERYONE, at("site_shown_resource", site=True)),
    Row(
        "library-api:shelf-resource",
        "PUT",
        api(others=403, lena=200),
        at("site_shown_resource", site=True),
        RESOURCE,
        headers=_etag("site_shown_resource"),
    ),
    Row(
        "library-api:shelf-resource-decision",
        "POST",
        api(others=404, alma=403, lena=200),
        at("site_waiting_resource", site=True),
        _DECISION,
    ),
    Row("library-api:shelf-feeds", "GET", api(others=403, lena=200)),
    Row("library-api:shelf-feeds", "POST", api(others=403, lena=201), {}, _FEED),
    Row("library-api:shelf-feed", "GET", api(others=403, lena=200), at("site_feed", site=True)),
    Row("library-api:shelf-feed", "DELETE", api(others=403, lena=204), at("site_feed", site=True)),
]
